import { request as ask, type Request } from '@/components/api/request'

export type ExportProgress = {
  /** Threads that are there whole. */
  threads: number
  total: number
  bytes: number
}

/** Fetches all threads as a file and tells how far it is. Throws like `request`, and when the file breaks off. */
export async function fetchExport(
  onProgress: (progress: ExportProgress) => void,
  signal: AbortSignal,
  request: Request = ask,
): Promise<{ blob: Blob; name: string }> {
  const { headers, body } = await request('/api/export', { signal })
  const counting = countThreads(Number(headers.get('x-skein-thread-count')), onProgress)
  const file = new Response(body!.pipeThrough(counting), {
    headers: { 'content-type': 'application/json' },
  })
  const [, name] = /filename="([^"]+)"/.exec(headers.get('content-disposition')!)!
  return { blob: await file.blob(), name: name! }
}

/** Each record has a line of its own, and a thread's comes before those of its messages. */
const threadBegins = '\n{"kind":"thread",'

function countThreads(total: number, onProgress: (progress: ExportProgress) => void) {
  const decoder = new TextDecoder()
  let begun = 0
  let bytes = 0
  let end = ''
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      const pieces = (end + decoder.decode(chunk, { stream: true })).split(threadBegins)
      end = pieces.at(-1)!.slice(1 - threadBegins.length)
      begun += pieces.length - 1
      bytes += chunk.length
      onProgress({ threads: Math.max(begun - 1, 0), total, bytes })
      controller.enqueue(chunk)
    },
  })
}
