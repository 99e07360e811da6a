import type { TurnLog, TurnLogs } from '@/lib/core/ports'
import { encodeChunk, endOfStream, keepAlive } from '@/lib/core/turn/sse'

type Reader = ReadableStreamDefaultController<Uint8Array>

const keepAliveMs = 15_000
/** How long a log outlives its turn, for readers that are on their way. */
const graceMs = 10_000

class MemoryTurnLog implements TurnLog {
  readonly #events: Uint8Array[] = []
  readonly #readers = new Set<Reader>()
  readonly #settle: () => void
  readonly ended: Promise<void>
  isEnded = false

  constructor() {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.ended = promise
    this.#settle = resolve
  }

  append: TurnLog['append'] = (chunk) => {
    if (this.isEnded) return
    const event = encodeChunk(chunk)
    this.#events.push(event)
    for (const reader of this.#readers) reader.enqueue(event)
  }

  end: TurnLog['end'] = () => {
    if (this.isEnded) return
    this.isEnded = true
    this.#events.push(endOfStream)
    for (const reader of this.#readers) {
      reader.enqueue(endOfStream)
      reader.close()
    }
    this.#readers.clear()
    this.#settle()
  }

  read: TurnLog['read'] = () => {
    let reader: Reader
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        reader = controller
        if (this.#events.length > 0) controller.enqueue(Buffer.concat(this.#events))
        if (this.isEnded) controller.close()
        else this.#readers.add(controller)
      },
      cancel: () => void this.#readers.delete(reader),
    })
  }

  get readers(): number {
    return this.#readers.size
  }

  keepAlive() {
    for (const reader of this.#readers) reader.enqueue(keepAlive)
  }
}

/** Turn logs in the memory of this process, each forgotten soon after its turn ended. */
export function createMemoryTurnLogs(): TurnLogs {
  const logs = new Map<string, MemoryTurnLog>()
  const timer = setInterval(() => {
    for (const log of logs.values()) log.keepAlive()
  }, keepAliveMs).unref()

  return {
    open(turnId) {
      const known = logs.get(turnId)
      if (known) return known
      const log = new MemoryTurnLog()
      logs.set(turnId, log)
      void log.ended.then(() => setTimeout(() => logs.delete(turnId), graceMs).unref())
      return log
    },
    get: (turnId) => logs.get(turnId) ?? null,
    get readers() {
      let count = 0
      for (const log of logs.values()) count += log.readers
      return count
    },
    openIds: () => [...logs].filter(([, log]) => !log.isEnded).map(([turnId]) => turnId),
    close() {
      clearInterval(timer)
      for (const log of logs.values()) log.end()
    },
  }
}
