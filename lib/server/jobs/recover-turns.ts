import { interrupted } from '@/lib/core/turn/run-turn'
import type { Services } from '@/lib/server/services'

/** Ends the turns of processes that are gone, also when no process that runs turns is left. */
export async function recoverTurns({ queue, engine, bus, log }: Services): Promise<void> {
  const threads = await queue.reap({
    own: engine.runningIds(),
    exclusive: false,
    error: interrupted,
  })
  if (threads.length > 0) log.warn('turns-interrupted', { count: threads.length })
  for (const threadId of threads) bus.publish('turn-queued', threadId)
}
