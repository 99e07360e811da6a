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

/**
 * The same for a question that may still wait for its turn: until the transaction ends its turns are not begun. Says whether any
 * waits. Throws `turn_active` once one runs.
 */
export async function lockUnansweredMessage(
  transaction: Transaction,
  message: Message,
): Promise<{ isWaiting: boolean }> {
  const turns = await transaction.$queryRaw<{ status: string }[]>`
    SELECT status::text AS status FROM turn
    WHERE user_message_id = ${message.id}::uuid AND status IN ('queued', 'running') FOR UPDATE`
  if (turns.length === 0 || turns.some(({ status }) => status === 'running')) {
    await lockSettledMessage(transaction, message)
    return { isWaiting: false }
  }
  return { isWaiting: true }
}
