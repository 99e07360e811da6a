import { summaryHeading } from '@/lib/core/context/assemble-context'
import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/thread/actor'
import { plainText } from '@/lib/core/thread/message'
import { requireMessage } from '@/lib/server/commands/require-message'
import { hashText } from '@/lib/server/context/ledger-record'
import type { Services } from '@/lib/server/services'

/**
 * Deletes a message: a tombstone without text keeps its number and its place between others. Summaries that took it in go
 * as well, and the ledgers' copy of its text. Throws `message_not_found`, and `turn_active` while an answer runs on it.
 */
export async function deleteMessage(
  services: Services,
  actor: Actor,
  messageId: string,
): Promise<void> {
  const { prisma, bus } = services
  const message = await requireMessage(services, actor, messageId)
  const texts = message.parts.flatMap((part) => ('text' in part ? [part.text] : []))
  await prisma.$transaction(async (transaction) => {
    await transaction.$queryRaw`
      SELECT id FROM thread WHERE id = ${message.thread_id}::uuid FOR NO KEY UPDATE`
    const isInUse = await transaction.turn.count({
      where: {
        status: { in: ['queued', 'running'] },
        OR: [{ userMessageId: message.id }, { answers: { some: { id: message.id } } }],
      },
    })
    if (isInUse > 0) {
      throw new SkeinError('turn_active', 'Its answer is still running. Stop it first, or wait.')
    }
    const summaries = await transaction.$queryRaw<{ content: string }[]>`
      WITH RECURSIVE walk AS (
        SELECT s.id AS summary_id, s.first_message_id, m.id, m.parent_id
        FROM message d JOIN summary s ON s.thread_id = d.thread_id AND d.depth BETWEEN s.first_depth AND s.last_depth
          JOIN message m ON m.id = s.last_message_id
        WHERE d.id = ${message.id}::uuid
        UNION ALL
        SELECT w.summary_id, w.first_message_id, m.id, m.parent_id
        FROM walk w JOIN message m ON m.id = w.parent_id
        WHERE w.id <> w.first_message_id
      ), including AS (
        SELECT s.id, s.content FROM summary s JOIN walk w ON w.summary_id = s.id AND w.id = ${message.id}::uuid
        UNION
        SELECT s.id, s.content FROM including i JOIN summary s ON s.predecessor_id = i.id
      )
      DELETE FROM summary USING including WHERE summary.id = including.id RETURNING summary.content`
    await transaction.contextSegment.deleteMany({
      where: {
        threadId: message.thread_id,
        hash: {
          in: [
            ...[...texts, plainText(message.parts)].map(hashText),
            ...summaries.map(({ content }) => hashText(summaryHeading + content)),
          ],
        },
      },
    })
    const about = JSON.stringify([{ message_id: message.id }])
    await transaction.$executeRaw`
      UPDATE context_ledger SET attempts = (
        SELECT coalesce(jsonb_agg(attempt || '{"body": null}'::jsonb), '[]'::jsonb) FROM jsonb_array_elements(attempts) AS attempt)
      WHERE thread_id = ${message.thread_id}::uuid AND segments @> ${about}::jsonb`
    await transaction.$executeRaw`
      UPDATE message SET parts = '[]'::jsonb, content = '', error = NULL, deleted_at = now(), updated_at = now()
      WHERE id = ${message.id}::uuid`
  })
  bus.publish('thread-changed', message.thread_id)
}
