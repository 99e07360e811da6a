import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/thread/actor'
import type { Message } from '@/lib/core/thread/message'
import { presentMessage, type MessageRow } from '@/lib/server/rows/message-row'
import type { Services } from '@/lib/server/services'

/** A message that the actor may read. Throws `message_not_found`. */
export async function requireMessage(
  { prisma }: Services,
  actor: Actor,
  messageId: string,
): Promise<Message> {
  const [row] = await prisma.$queryRaw<MessageRow[]>`
    SELECT m.* FROM message m JOIN thread t ON t.id = m.thread_id
    WHERE m.id = ${messageId}::uuid AND m.deleted_at IS NULL
      AND t.workspace_id = ${actor.workspaceId}::uuid AND t.user_id = ${actor.userId}::uuid`
  if (!row) throw new SkeinError('message_not_found', `There is no message ${messageId}.`)
  return presentMessage(row)
}
