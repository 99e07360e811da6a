import { SkeinError } from '@/lib/core/errors'
import type { Message } from '@/lib/core/thread/message'
import type { Transaction } from '@/lib/server/services'

/**
 * Keeps a message's thread from starting turns until the transaction ends. Throws `turn_active` while an answer is being
 * written to it, or is it.
 */
export async function lockSettledMessage(
  transaction: Transaction,
  message: Message,
): Promise<void> {
  await transaction.$queryRaw`
    SELECT id FROM thread WHERE id = ${message.thread_id}::uuid FOR NO KEY UPDATE`
  const turns = await transaction.turn.count({
    where: {
      status: { in: ['queued', 'running'] },
      OR: [{ userMessageId: message.id }, { answers: { some: { id: message.id } } }],
    },
  })
  if (turns > 0) {
    throw new SkeinError('turn_active', 'Its answer is still running. Stop it first, or wait.')
  }
}
