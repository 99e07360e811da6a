import { request, RequestError } from '@/components/api/request'
import type { Share, ShareSettings } from '@/lib/core/thread/share'
import type { Thread } from '@/lib/core/thread/thread'

export type Visibility = Thread['visibility']

const pathOf = (threadId: string) => `/api/threads/${threadId}/share`

/** The link of a thread; null when it has none by now. */
export async function fetchShare(threadId: string): Promise<Share | null> {
  try {
    return (await (await request(pathOf(threadId))).json()) as Share
  } catch (error) {
    if (error instanceof RequestError && error.code === 'share_not_found') return null
    throw error
  }
}

/** Lets others read a thread, or nobody; returns its link when it is public. */
export async function saveSharing(
  threadId: string,
  { visibility, settings }: { visibility: Visibility; settings: ShareSettings },
): Promise<Share | null> {
  if (visibility === 'public') {
    const response = await request(pathOf(threadId), { method: 'PUT', body: settings })
    return (await response.json()) as Share
  }
  await request(`/api/threads/${threadId}`, { method: 'PATCH', body: { visibility } })
  return null
}
