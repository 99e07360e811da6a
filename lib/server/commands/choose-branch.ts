import { SkeinError } from '@/lib/core/errors'
import type { Transaction } from '@/lib/server/services'

/**
 * Where a branch ends that goes through a message: at the newest message below it. Keeps the thread from growing until the
 * transaction ends. Throws `message_not_found`.
 */
export async function chooseBranch(
  transaction: Transaction,
  { threadId, messageId }: { threadId: string; messageId: string },
): Promise<{ activeLeafId: string; activeDepth: number }> {
  await transaction.$queryRaw`SELECT id FROM thread WHERE id = ${threadId}::uuid FOR NO KEY UPDATE`
  const [leaf] = await transaction.$queryRaw<{ activeLeafId: string; activeDepth: number }[]>`
    WITH RECURSIVE below AS (
      SELECT id, depth, sequence_number, deleted_at FROM message
      WHERE id = ${messageId}::uuid AND thread_id = ${threadId}::uuid AND deleted_at IS NULL
      UNION ALL
      SELECT m.id, m.depth, m.sequence_number, m.deleted_at FROM below b JOIN message m ON m.parent_id = b.id)
    SELECT id AS "activeLeafId", depth AS "activeDepth" FROM below
    ORDER BY (deleted_at IS NULL) DESC, sequence_number DESC LIMIT 1`
  if (leaf) return leaf
  throw new SkeinError('message_not_found', `There is no message ${messageId} in this thread.`)
}
