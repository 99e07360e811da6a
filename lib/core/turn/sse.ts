import type { TurnChunk } from '@/lib/core/turn/turn'

const encoder = new TextEncoder()

/** One server-sent event of the AI SDK's UI message stream. */
export const encodeChunk = (chunk: TurnChunk): Uint8Array =>
  encoder.encode(`data: ${JSON.stringify(chunk)}\n\n`)

export const endOfStream: Uint8Array = encoder.encode('data: [DONE]\n\n')

/** A comment that keeps proxies from closing a silent connection. */
export const keepAlive: Uint8Array = encoder.encode(': keep-alive\n\n')

/** Response headers of server-sent events. */
export const eventStreamHeaders: Record<string, string> = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

/** Response headers of the UI message stream. */
export const streamHeaders: Record<string, string> = {
  ...eventStreamHeaders,
  'x-vercel-ai-ui-message-stream': 'v1',
}

/**
 * Reads the chunks of a UI message stream until `[DONE]`. Ends early, without an error, when the connection is cut: the
 * caller knows by the missing `data-outcome`.
 */
export async function* decodeChunks(body: ReadableStream<Uint8Array>): AsyncGenerator<TurnChunk> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)
    .getReader()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      const events = (rest + value).split('\n\n')
      rest = events.pop() ?? ''
      for (const event of events) {
        if (!event.startsWith('data: ')) continue
        const data = event.slice(6)
        if (data === '[DONE]') return
        yield JSON.parse(data) as TurnChunk
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
