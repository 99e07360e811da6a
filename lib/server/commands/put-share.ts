import type { Actor } from '@/lib/core/access/actor'
import { SkeinError } from '@/lib/core/errors'
import type { PutShare, Share } from '@/lib/core/thread/share'
import { requireThread } from '@/lib/server/commands/require-thread'
import { changeVisibility } from '@/lib/server/sharing/change-visibility'
import { presentShare } from '@/lib/server/sharing/share-link-row'
import type { Services } from '@/lib/server/services'

/**
 * Makes one's own thread public by a link, or changes what its link shows; the address of a link that is there stays. Throws
 * `thread_not_found`, `forbidden`.
 */
export async function putShare(
  services: Services,
  actor: Actor,
  { id, settings, headers }: { id: string; settings: PutShare; headers: Headers },
): Promise<Share> {
  const { id: threadId } = await requireThread(services, actor, id, 'chat')
  const now = new Date(services.clock.now())
  const link = await services.prisma.$transaction((transaction) =>
    changeVisibility(transaction, actor, {
      threadId,
      visibility: 'public',
      settings,
      headers,
      now,
    }),
  )
  if (!link) throw new SkeinError('thread_not_found', `There is no thread ${id}.`)
  services.bus.publish('thread-changed', threadId)
  return presentShare(link)
}
