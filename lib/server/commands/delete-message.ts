import { summaryHeading } from '@/lib/core/context/assemble-context'
import type { Message } from '@/lib/core/thread/message'
import { chooseBranch } from '@/lib/server/commands/choose-branch'
import { lockSettledMessage } from '@/lib/server/commands/lock-settled-message'
import { hashText } from '@/lib/server/context/ledger-record'
import type { Services } from '@/lib/server/services'

/**
 * Deletes a message: a tombstone without text keeps its number and its place between others. Summaries that took it in go
 * as well, its earlier versions, and the ledgers' copies of its text. Where the thread ended with it, another version takes its
 * place, if there is one. Throws `turn_active` while an answer runs on it.
 */
export async function deleteMessage(services: Services, message: Message): Promise<void> {
  const { prisma, bus } = services
  await prisma.$transaction(async (transaction) => {
    await lockSettledMessage(transaction, message)
    const versions = await transaction.messageVersion.findMany({ where: { messageId: message.id } })
    const texts = [message, ...versions].flatMap(textsOf)
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
    const about = JSON.stringify([{ message_id: message.id }])
    // Of a file the segments have the text, which the message has not.
    const told = await transaction.$queryRaw<{ hash: string }[]>`
      SELECT DISTINCT segment->>'hash' AS hash FROM context_ledger, jsonb_array_elements(segments) AS segment
      WHERE thread_id = ${message.thread_id}::uuid AND segments @> ${about}::jsonb
        AND segment->>'message_id' = ${message.id}`
    await transaction.contextSegment.deleteMany({
      where: {
        threadId: message.thread_id,
        hash: {
          in: [
            ...told.map(({ hash }) => hash),
            ...texts.map(hashText),
            ...summaries.map(({ content }) => hashText(summaryHeading + content)),
          ],
        },
      },
    })
    await transaction.$executeRaw`
      UPDATE context_ledger SET attempts = (
        SELECT coalesce(jsonb_agg(attempt || '{"body": null}'::jsonb), '[]'::jsonb) FROM jsonb_array_elements(attempts) AS attempt)
      WHERE thread_id = ${message.thread_id}::uuid AND segments @> ${about}::jsonb`
    await transaction.messageVersion.deleteMany({ where: { messageId: message.id } })
    await transaction.$executeRaw`
      UPDATE message SET parts = '[]'::jsonb, content = '', error = NULL, deleted_at = now(), updated_at = now()
      WHERE id = ${message.id}::uuid`
    const [version] = await transaction.$queryRaw<{ id: string }[]>`
      SELECT m.id FROM thread t JOIN message d ON d.id = t.active_leaf_id JOIN message m
        ON m.thread_id = d.thread_id AND m.parent_id IS NOT DISTINCT FROM d.parent_id AND m.role = d.role
      WHERE t.id = ${message.thread_id}::uuid AND d.id = ${message.id}::uuid AND m.deleted_at IS NULL
      ORDER BY m.sequence_number < d.sequence_number DESC, abs(m.sequence_number - d.sequence_number) LIMIT 1`
    if (!version) return
    const threadId = message.thread_id
    const leaf = await chooseBranch(transaction, { threadId, messageId: version.id })
    await transaction.thread.update({ where: { id: threadId }, data: leaf })
  })
  bus.publish('thread-changed', message.thread_id)
}

/** The texts that a ledger may have kept of a message, or of an earlier version of it. */
const textsOf = ({ content, parts }: { content: string; parts: unknown }): string[] => [
  content,
  ...(parts as Message['parts']).flatMap((part) => ('text' in part ? [part.text] : [])),
]
