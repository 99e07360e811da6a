import { validate } from 'uuid'

import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/thread/actor'
import type { Message } from '@/lib/core/thread/message'
import { presentMessage, type MessageRow } from '@/lib/server/rows/message-row'
import type { Services } from '@/lib/server/services'
import { threadIdOf } from '@/lib/server/thread-id'

/**
 * A message that the actor may read, by its id or external id. Of those with an external id in one thread it is the newest.
 * Throws `message_not_found`, and `message_ambiguous` when no thread is named and several messages have the external id.
 */
export async function requireMessage(
  { prisma }: Services,
  actor: Actor,
  id: string,
  thread: string | null = null,
): Promise<Message> {
  const uuid = validate(id) ? id.toLowerCase() : null
  const threadId = thread === null ? null : threadIdOf(actor, thread)
  const [row, other] = await prisma.$queryRaw<MessageRow[]>`
    SELECT m.*, (SELECT v.value::text FROM vote v WHERE v.message_id = m.id AND v.user_id = ${actor.userId}::uuid) AS vote
    FROM message m JOIN thread t ON t.id = m.thread_id
    WHERE (m.id = ${uuid}::uuid OR m.external_id = ${id}) AND m.deleted_at IS NULL
      AND (${threadId}::uuid IS NULL OR m.thread_id = ${threadId}::uuid)
      AND t.workspace_id = ${actor.workspaceId}::uuid AND t.user_id = ${actor.userId}::uuid
    ORDER BY m.id = ${uuid}::uuid DESC NULLS LAST, m.sequence_number DESC LIMIT 2`
  if (!row) throw new SkeinError('message_not_found', `There is no message ${id}.`)
  if (other && threadId === null && row.id !== uuid) {
    throw new SkeinError(
      'message_ambiguous',
      `Several messages have the external id ${id}. Name the thread with thread_id.`,
    )
  }
  return presentMessage(row)
}
