import type { Actor } from '@/lib/core/access/actor'
import { SkeinError } from '@/lib/core/errors'
import type { Share } from '@/lib/core/thread/share'
import { requireThread } from '@/lib/server/commands/require-thread'
import { presentShare } from '@/lib/server/sharing/share-link-row'
import type { Services } from '@/lib/server/services'

/** The link of one's own thread. Throws `thread_not_found`, `forbidden`, `share_not_found`. */
export async function getShare(services: Services, actor: Actor, id: string): Promise<Share> {
  const thread = await requireThread(services, actor, id, 'chat')
  const link = await services.prisma.shareLink.findUnique({ where: { threadId: thread.id } })
  if (!link) throw new SkeinError('share_not_found', 'This thread has no link.')
  return presentShare(link)
}
