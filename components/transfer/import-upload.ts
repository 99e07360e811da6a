import { RequestError } from '@/components/api/request'
import type { ImportProgress, ImportResult } from '@/lib/core/transfer/import-result'

export type ImportListeners = {
  /** Bytes that were sent, of how many. */
  onUpload(sent: number, total: number): void
  onProgress(progress: ImportProgress): void
}

type Refusal = { error: { code: string; message: string } }

/**
 * Sends a file and tells how far it is; by XMLHttpRequest, for fetch does not tell what was sent. Throws `RequestError` when
 * the server refuses it, and the signal's reason when it is aborted.
 */
export function importUpload(
  file: Blob,
  { onUpload, onProgress }: ImportListeners,
  signal: AbortSignal,
): Promise<ImportResult> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    let read = 0
    const readEvents = () => {
      const events = request.responseText.slice(read).split('\n\n')
      events.pop()
      for (const event of events) {
        read += event.length + 2
        take(event)
      }
    }
    const take = (event: string) => {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(event) ?? []
      if (name === 'progress') onProgress(JSON.parse(data!) as ImportProgress)
      if (name === 'result') resolve(JSON.parse(data!) as ImportResult)
      if (name === 'error') reject(refused(422, data!))
    }
    request.open('POST', '/api/import')
    request.setRequestHeader('accept', 'text/event-stream')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded }) => onUpload(loaded, file.size)
    request.onprogress = () => request.status === 200 && readEvents()
    request.onload = () => {
      if (request.status !== 200) return reject(refused(request.status, request.responseText))
      readEvents()
      reject(new Error('The answer broke off.'))
    }
    request.onerror = () => reject(new Error('The server cannot be reached.'))
    signal.addEventListener('abort', () => {
      request.abort()
      reject(signal.reason as Error)
    })
    request.send(file)
  })
}

function refused(status: number, text: string): Error {
  try {
    const { code, message } = (JSON.parse(text) as Refusal).error
    return new RequestError(status, code, message)
  } catch {
    return new Error(`The server answered ${status}.`)
  }
}
