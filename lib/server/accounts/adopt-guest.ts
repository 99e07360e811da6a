import { moveThreads } from '@/lib/server/accounts/move-threads'
import type { Transaction } from '@/lib/server/services'

/** Gives what a guest has to the account that they signed in to, and forgets the guest. */
export async function adoptGuest(
  transaction: Transaction,
  { guestId, userId, workspaceId }: { guestId: string; userId: string; workspaceId: string },
): Promise<void> {
  await moveThreads(transaction, { guestId, userId, workspaceId })
  await transaction.$executeRaw`
    UPDATE vote SET user_id = ${userId}::uuid WHERE user_id = ${guestId}::uuid`
  await transaction.user.delete({ where: { id: guestId } })
}
