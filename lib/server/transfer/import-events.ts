import { SkeinError } from '@/lib/core/errors'
import type { Log } from '@/lib/core/ports'
import type { ImportProgress, ImportResult } from '@/lib/core/transfer/import-result'
import { keepAlive } from '@/lib/core/turn/sse'

const encoder = new TextEncoder()
const encodeEvent = (event: string, data: unknown) =>
  encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)

const progressMs = 200
const keepAliveMs = 15_000

export type RunImport = (options: {
  signal: AbortSignal
  onProgress(progress: ImportProgress): void
}) => Promise<ImportResult>

/**
 * An import as server-sent events: `progress` a few times a second, then one `result` or `error`. Leaving ends the import
 * after the thread that it is at.
 */
export function importEvents(run: RunImport, log: Log): ReadableStream<Uint8Array> {
  const leaving = new AbortController()
  let toldAt = -Infinity
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const timer = setInterval(() => send(keepAlive), keepAliveMs)
      const send = (bytes: Uint8Array) => {
        if (!leaving.signal.aborted) controller.enqueue(bytes)
      }
      const onProgress = (progress: ImportProgress) => {
        const now = performance.now()
        if (now - toldAt < progressMs) return
        toldAt = now
        send(encodeEvent('progress', progress))
      }
      run({ signal: leaving.signal, onProgress })
        .then((result) => send(encodeEvent('result', result)))
        .catch((error: unknown) => send(encodeEvent('error', refusal(error, log))))
        .finally(() => {
          clearInterval(timer)
          if (!leaving.signal.aborted) controller.close()
        })
    },
    cancel: () => leaving.abort(),
  })
}

function refusal(error: unknown, log: Log) {
  if (error instanceof SkeinError) return { error: { code: error.code, message: error.message } }
  log.error('import-failed', {}, error)
  return { error: { code: 'internal_error', message: 'Something went wrong inside Skein.' } }
}
