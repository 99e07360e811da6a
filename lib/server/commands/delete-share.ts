import type { Actor } from '@/lib/core/access/actor'
import { requireThread } from '@/lib/server/commands/require-thread'
import { changeVisibility } from '@/lib/server/sharing/change-visibility'
import type { Services } from '@/lib/server/services'

/**
 * Takes back the link of one's own thread, which is private then. A thread without a link stays as it is. Throws
 * `thread_not_found`, `forbidden`.
 */
export async function deleteShare(
  services: Services,
  actor: Actor,
  { id, headers }: { id: string; headers: Headers },
): Promise<void> {
  const { id: threadId } = await requireThread(services, actor, id, 'chat')
  const now = new Date(services.clock.now())
  const isTaken = await services.prisma.$transaction(async (transaction) => {
    const link = await transaction.shareLink.findUnique({ where: { threadId } })
    if (!link) return false
    const change = { threadId, visibility: 'private', headers, now } as const
    await changeVisibility(transaction, actor, change)
    return true
  })
  if (isTaken) services.bus.publish('thread-changed', threadId)
}
