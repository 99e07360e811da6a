import { DeltaMerger } from '@/lib/adapters/models/delta-merger'
import { SseSplitter } from '@/lib/adapters/models/sse-splitter'

export type MergeOptions = {
  /** Milliseconds that deltas may be held; asked each time anew. */
  windowMs(): number
  /** Called when a stream begins; what it returns is called once, when the stream is over. */
  onStreamOpen?(): () => void
}

type Bytes = Uint8Array<ArrayBuffer>
type Controller = ReadableStreamDefaultController<Bytes>

/**
 * A body that says the same with fewer events. Nothing is read ahead of the reader, what is held
 * comes before the end or the error, and cancelling closes the upstream at once.
 */
function mergeBody(body: ReadableStream<Bytes>, options: MergeOptions): ReadableStream<Bytes> {
  const reader = body.getReader()
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const encoder = new TextEncoder()
  const splitter = new SseSplitter()
  const merger = new DeltaMerger()
  let onClosed = options.onStreamOpen?.()
  let timer: NodeJS.Timeout | undefined
  let lastSentAt = -Infinity
  let dueAt = 0
  let hasSent = false
  let failure: { error: unknown } | null = null

  function stopTimer() {
    clearTimeout(timer)
    timer = undefined
  }

  function close() {
    stopTimer()
    onClosed?.()
    onClosed = undefined
  }

  function send(controller: Controller) {
    const text = merger.takeOutput()
    if (text === '') return
    hasSent = true
    lastSentAt = performance.now()
    controller.enqueue(encoder.encode(text))
  }

  function sendHeld(controller: Controller) {
    stopTimer()
    merger.flush()
    send(controller)
  }

  /** A busy event loop runs timers late, so each piece looks at the time as well. */
  function holdOrFlush(controller: Controller) {
    const now = performance.now()
    if (timer === undefined) dueAt = lastSentAt + options.windowMs()
    if (now >= dueAt) {
      stopTimer()
      merger.flush()
    } else {
      timer ??= setTimeout(sendHeld, dueAt - now, controller)
    }
  }

  function take(bytes: Bytes, controller: Controller) {
    for (const event of splitter.push(decoder.decode(bytes, { stream: true }))) merger.push(event)
    if (merger.isHolding) holdOrFlush(controller)
    else stopTimer()
    send(controller)
  }

  function takeEnd(controller: Controller) {
    for (const event of splitter.push(decoder.decode())) merger.push(event)
    merger.pass(splitter.takeRest())
    send(controller)
    close()
  }

  /** Passes one piece on; says whether there may be more. */
  async function readPiece(controller: Controller): Promise<boolean> {
    const piece = await reader.read().catch((error: unknown) => ({ error }))
    if ('error' in piece) {
      takeEnd(controller)
      failure = piece
      // An error empties the queue, so what was just sent has to be read before it.
      if (!hasSent) controller.error(piece.error)
      return false
    }
    if (piece.done) {
      takeEnd(controller)
      controller.close()
      return false
    }
    take(piece.value, controller)
    return true
  }

  return new ReadableStream<Bytes>(
    {
      async pull(controller) {
        if (failure) return controller.error(failure.error)
        hasSent = false
        while (!hasSent && (await readPiece(controller)));
      },
      cancel(reason) {
        close()
        return reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}

/**
 * A fetch whose event streams carry fewer, longer deltas, so that what comes after it costs by time
 * and not by token. The first delta of a kind and all that is no delta pass at once.
 */
export function mergeDeltas(fetch: typeof globalThis.fetch, options: MergeOptions) {
  return async function fetchMerged(
    ...request: Parameters<typeof globalThis.fetch>
  ): Promise<Response> {
    const response = await fetch(...request)
    const isEventStream = response.headers.get('content-type')?.startsWith('text/event-stream')
    if (!isEventStream || !response.ok || !response.body) return response
    const headers = new Headers(response.headers)
    headers.delete('content-length')
    headers.delete('content-encoding')
    const { status, statusText } = response
    return new Response(mergeBody(response.body, options), { status, statusText, headers })
  }
}
