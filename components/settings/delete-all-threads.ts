import { request as ask, RequestError, type Request } from '@/components/api/request'
import type { ThreadList } from '@/lib/core/thread/thread'

const atOnce = 4

/**
 * Deletes every thread of the one who asks, the archived ones too, until that is aborted. Tells how many; throws what the server
 * refuses with.
 */
export async function deleteAllThreads(
  onDeleted: (count: number) => void,
  signal: AbortSignal,
  request: Request = ask,
): Promise<number> {
  let count = 0
  for (const archived of ['false', 'true']) {
    for (;;) {
      const page = await request(`/api/threads?limit=100&archived=${archived}`)
      const ids = ((await page.json()) as ThreadList).data.map(({ id }) => id)
      if (ids.length === 0) break
      for (let at = 0; at < ids.length; at += atOnce) {
        if (signal.aborted) return count
        const some = ids.slice(at, at + atOnce)
        await Promise.all(some.map((id) => deleteOne(id, request)))
        count += some.length
        onDeleted(count)
      }
    }
  }
  return count
}

/** Another tab may have been quicker. */
async function deleteOne(id: string, request: Request): Promise<void> {
  try {
    await request(`/api/threads/${id}`, { method: 'DELETE' })
  } catch (error) {
    if (!(error instanceof RequestError && error.code === 'thread_not_found')) throw error
  }
}
