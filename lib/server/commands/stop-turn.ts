import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/access/actor'
import { endingChunks } from '@/lib/core/turn/replay-message'
import { requireThread } from '@/lib/server/commands/require-thread'
import type { Services } from '@/lib/server/services'

/**
 * Stops a thread's turn: the one named (running or waiting), else the one that runs, else the next that waits. What has
 * arrived is kept. Throws `thread_not_found`, `forbidden`, `turn_not_active` when there is nothing to stop.
 */
export async function stopTurn(
  services: Services,
  actor: Actor,
  { threadId: id, turnId }: { threadId: string; turnId: string | undefined },
): Promise<{ turn_id: string }> {
  const thread = await requireThread(services, actor, id, 'chat')
  const turn = await services.prisma.turn.findFirst({
    where: { threadId: thread.id, id: turnId, status: { in: ['running', 'queued'] } },
    orderBy: { position: 'asc' },
    select: { id: true },
  })
  if (!turn) throw new SkeinError('turn_not_active', 'There is no answer to stop in this thread.')
  if (await services.queue.cancelQueued(turn.id)) {
    const log = services.logs.get(turn.id)
    const ending = { status: 'stopped', error: null, model: null, usage: null } as const
    for (const chunk of endingChunks(ending, null)) log?.append(chunk)
    log?.end()
    services.bus.publish('turn-queued', thread.id)
  } else {
    await services.queue.requestStop(turn.id)
    services.bus.publish('turn-stop', turn.id)
  }
  return { turn_id: turn.id }
}
