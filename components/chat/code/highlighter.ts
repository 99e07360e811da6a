import type { HighlightReply, Runs, WorkerRequest } from '@/components/chat/code/highlight-protocol'

export type Piece = { index: number; language: string; text: string }

export type BlockHighlighter = {
  /** The next piece of the block, or its newest one again after it has grown; one at a time. Null when it stays plain. */
  highlight(piece: Piece): Promise<Runs | null>
  close(): void
}

let worker: Worker | null = null
let blockCount = 0
const waiting = new Map<number, (runs: Runs | null) => void>()

/** Colours are worked out beside the page, which stays free for whoever writes: a grammar alone takes half a second to read. */
function openWorker(): Worker {
  if (worker) return worker
  worker = new Worker(new URL('./highlight-worker.ts', import.meta.url), { type: 'module' })
  worker.onmessage = ({ data }: MessageEvent<HighlightReply>) => settle(data.block, data.runs)
  worker.onerror = () => {
    for (const block of waiting.keys()) settle(block, null)
  }
  return worker
}

function settle(block: number, runs: Runs | null) {
  waiting.get(block)?.(runs)
  waiting.delete(block)
}

/** Begins to colour a block of code. */
export function openBlock(): BlockHighlighter {
  const block = ++blockCount
  const send = (request: WorkerRequest) => openWorker().postMessage(request)
  return {
    highlight: (piece) =>
      new Promise((resolve) => {
        waiting.set(block, resolve)
        send({ type: 'highlight', block, ...piece })
      }),
    close() {
      settle(block, null)
      send({ type: 'forget', block })
    },
  }
}
