import { SkeinError } from '@/lib/core/errors'
import { localActor } from '@/lib/server/local-actor'
import type { Transaction } from '@/lib/server/services'

/** Lets no other change of who owns a workspace happen until the transaction ends. Who joins meanwhile is not kept waiting. */
export async function lockOwners(transaction: Transaction, workspaceId: string): Promise<void> {
  await transaction.$queryRaw`
    SELECT id FROM workspace WHERE id = ${workspaceId}::uuid FOR NO KEY UPDATE`
}

/**
 * Makes sure that a workspace is left with an owner when this one goes; to be called after `lockOwners`. Throws `last_owner`,
 * also for the first administrator in the first workspace, who is its owner for good.
 */
export async function requireOtherOwner(
  transaction: Transaction,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<void> {
  if (isFirst({ workspaceId, userId })) {
    throw new SkeinError(
      'last_owner',
      'The first administrator owns the first workspace for good. Make others owners beside them.',
    )
  }
  const others = await transaction.membership.count({
    where: { workspaceId, role: 'owner', NOT: { userId } },
  })
  if (others === 0) {
    throw new SkeinError(
      'last_owner',
      'This is the last owner of the workspace. Make another member an owner first.',
    )
  }
}

const isFirst = ({ workspaceId, userId }: { workspaceId: string; userId: string }) =>
  workspaceId === localActor.workspaceId && userId === localActor.userId
