import type { TurnLog } from '@/lib/core/ports'
import type { Actor } from '@/lib/core/access/actor'
import { SkeinError } from '@/lib/core/errors'
import { requireThread } from '@/lib/server/commands/require-thread'
import type { Services } from '@/lib/server/services'
import { openTurnLog, type AcceptedTurn } from '@/lib/server/turns/open-turn-log'

/**
 * The log of a turn that runs or waits: the one that owns the named answer, else the thread's first. Null when there is
 * none. Throws `thread_not_found`, `forbidden`, `message_not_found`.
 */
export async function readTurn(
  services: Services,
  actor: Actor,
  { threadId: id, answerId = null }: { threadId: string; answerId?: string | null },
): Promise<TurnLog | null> {
  const { id: threadId } = await requireThread(services, actor, id, 'read')
  const rows = await services.prisma.$queryRaw<
    (AcceptedTurn & { isLive: boolean; isThere: boolean })[]
  >`
    SELECT t.id AS "turnId", h.id AS "threadId", h.title AS "threadTitle", t.user_message_id AS "userMessageId",
      a.id AS "answerId", t.model, EXISTS (SELECT 1 FROM message m WHERE m.id = ${answerId}::uuid AND m.thread_id = h.id AND m.role = 'assistant') AS "isThere",
      coalesce(t.status IN ('queued', 'running'), false) AS "isLive",
      (SELECT count(*)::int FROM turn e WHERE e.thread_id = h.id AND e.position < t.position
        AND e.request_key <> t.request_key AND e.status IN ('queued', 'running')) AS ahead
    FROM thread h
      LEFT JOIN turn t ON t.thread_id = h.id AND (${answerId}::uuid IS NOT NULL OR t.status IN ('queued', 'running'))
        AND (${answerId}::uuid IS NULL OR t.id = (SELECT turn_id FROM message WHERE id = ${answerId}::uuid))
      LEFT JOIN message a ON a.turn_id = t.id
    WHERE h.id = ${threadId}::uuid
    ORDER BY t.position LIMIT 1`
  const turn = rows[0]
  if (!turn) throw new SkeinError('thread_not_found', `There is no thread ${id}.`)
  if (answerId && !turn.isThere) {
    throw new SkeinError('message_not_found', `There is no answer ${answerId} in this thread.`)
  }
  return turn.isLive ? openTurnLog(services.logs, turn) : null
}
