import type { Actor } from '@/lib/core/access/actor'
import type { Bus } from '@/lib/core/ports'

/**
 * Tells the tabs of a person that their folders changed, or that a thread of theirs is gone and can no longer be looked up; that
 * sessions of theirs ended, in whichever workspace.
 */
export function tellOwner(
  bus: Bus,
  { workspaceId, userId }: Pick<Actor, 'workspaceId' | 'userId'>,
  news: 'folders' | 'sessions' | { deleted: string },
): void {
  const about = typeof news === 'string' ? news : news.deleted
  bus.publish('owner-news', `${workspaceId} ${userId} ${about}`)
}

/** What `tellOwner` said. */
export function readNews(news: string): { workspaceId: string; userId: string; about: string } {
  const [workspaceId = '', userId = '', about = ''] = news.split(' ')
  return { workspaceId, userId, about }
}
