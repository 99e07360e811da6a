import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/access/actor'
import { requireThread } from '@/lib/server/commands/require-thread'
import { tellOwner } from '@/lib/server/events/tell-owner'
import type { Services } from '@/lib/server/services'

/** Deletes a thread with its messages and turns, and stops the turn that runs. Throws `thread_not_found`, `forbidden`. */
export async function deleteThread(services: Services, actor: Actor, id: string): Promise<void> {
  const { id: threadId, workspaceId, userId } = await requireThread(services, actor, id, 'chat')
  const running = await services.prisma.turn.findMany({
    where: { threadId, status: { in: ['running', 'queued'] } },
    select: { id: true },
  })
  const { count } = await services.prisma.thread.deleteMany({ where: { id: threadId } })
  if (count === 0) throw new SkeinError('thread_not_found', `There is no thread ${id}.`)
  tellOwner(services.bus, { workspaceId, userId }, { deleted: threadId })
  for (const turn of running) services.bus.publish('turn-stop', turn.id)
}
