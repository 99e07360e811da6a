import { validate } from 'uuid'

import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/access/actor'
import { can, type ThreadFacts } from '@/lib/core/access/can'
import type { Message } from '@/lib/core/thread/message'
import { notShared } from '@/lib/server/commands/require-thread'
import { messageColumns } from '@/lib/server/rows/message-columns'
import { presentMessage, type MessageRow } from '@/lib/server/rows/message-row'
import type { Services } from '@/lib/server/services'
import { threadIdOf } from '@/lib/server/thread-id'

/**
 * A message with which the actor may do this, by its id or, of their own ones, external id. Of those with an external id in one
 * thread it is the newest. Throws `message_not_found`, `forbidden` when it is in somebody else's thread, and
 * `message_ambiguous` when no thread is named and several messages have the external id.
 */
export async function requireMessage(
  { prisma }: Services,
  actor: Actor,
  id: string,
  { thread = null, action = 'read' }: { thread?: string | null; action?: 'read' | 'chat' } = {},
): Promise<Message> {
  const uuid = validate(id) ? id.toLowerCase() : null
  const threadId = thread === null ? null : threadIdOf(actor, thread)
  const [row, other] = await prisma.$queryRaw<(MessageRow & ThreadFacts)[]>`
    SELECT ${messageColumns()}, t.workspace_id AS "workspaceId", t.user_id AS "userId", t.visibility::text AS visibility,
      (SELECT v.value::text FROM vote v WHERE v.message_id = m.id AND v.user_id = ${actor.userId}::uuid) AS vote
    FROM message m JOIN thread t ON t.id = m.thread_id
    WHERE (m.id = ${uuid}::uuid OR m.external_id = ${id}) AND m.deleted_at IS NULL
      AND (${threadId}::uuid IS NULL OR m.thread_id = ${threadId}::uuid)
      AND t.workspace_id = ${actor.workspaceId}::uuid AND (m.id = ${uuid}::uuid OR t.user_id = ${actor.userId}::uuid)
    ORDER BY m.id = ${uuid}::uuid DESC NULLS LAST, m.sequence_number DESC LIMIT 2`
  if (!row) throw new SkeinError('message_not_found', `There is no message ${id}.`)
  if (!can(actor, action, row)) throw notShared(row.visibility)
  if (other && threadId === null && row.id !== uuid) {
    throw new SkeinError(
      'message_ambiguous',
      `Several messages have the external id ${id}. Name the thread with thread_id.`,
    )
  }
  return presentMessage(row)
}
