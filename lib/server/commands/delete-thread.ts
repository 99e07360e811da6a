import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/thread/actor'
import type { Services } from '@/lib/server/services'
import { threadIdOf } from '@/lib/server/thread-id'

/** Deletes a thread with its messages and turns, and stops the turn that runs. Throws `thread_not_found`. */
export async function deleteThread(services: Services, actor: Actor, id: string): Promise<void> {
  const { workspaceId, userId } = actor
  const threadId = threadIdOf(actor, id)
  const running = await services.prisma.turn.findMany({
    where: { threadId, status: { in: ['running', 'queued'] }, thread: { workspaceId, userId } },
    select: { id: true },
  })
  const { count } = await services.prisma.thread.deleteMany({
    where: { id: threadId, workspaceId, userId },
  })
  if (count === 0) throw new SkeinError('thread_not_found', `There is no thread ${id}.`)
  for (const turn of running) services.bus.publish('turn-stop', turn.id)
}
