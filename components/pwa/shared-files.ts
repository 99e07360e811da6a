/** Where `public/sw.js` keeps the files that another app shares. */
const cacheName = 'skein-shared'

/** Takes the files that another app shared, so that they are kept no longer. Never rejects. */
export async function takeSharedFiles(): Promise<File[]> {
  try {
    const cache = await caches.open(cacheName)
    const responses = await cache.matchAll()
    const files = await Promise.all(responses.map(toFile))
    await caches.delete(cacheName)
    return files
  } catch {
    // Without leave to keep anything there is nothing to take.
    return []
  }
}

async function toFile(response: Response): Promise<File> {
  const blob = await response.blob()
  const name = decodeURIComponent(response.headers.get('x-file-name') ?? '')
  return new File([blob], name, { type: blob.type })
}
