import { setImmediate } from 'node:timers/promises'

import type { Log } from '@/lib/core/ports'

const encoder = new TextEncoder()
const chunkLength = 64 * 1024

/**
 * Texts as a stream of bytes that are made as they are asked for. One that fails breaks off, so that nobody takes a part for
 * the whole. Cancelling it ends the source.
 */
export function textStream(texts: AsyncGenerator<string>, log: Log): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          // The embedded database answers without ever leaving the event loop to others.
          await setImmediate()
          let chunk = ''
          while (chunk.length < chunkLength) {
            const { done, value } = await texts.next()
            if (!done) {
              chunk += value
              continue
            }
            if (chunk !== '') controller.enqueue(encoder.encode(chunk))
            return controller.close()
          }
          controller.enqueue(encoder.encode(chunk))
        } catch (error) {
          log.error('export-failed', {}, error)
          controller.error(error)
        }
      },
      cancel: async () => void (await texts.return(undefined)),
    },
    // Not pulled before somebody reads: to a HEAD request nobody does, and nobody cancels either.
    { highWaterMark: 0 },
  )
}
