import type { Actor } from '@/lib/core/access/actor'
import { can } from '@/lib/core/access/can'
import { SkeinError } from '@/lib/core/errors'
import { recordAudit } from '@/lib/server/audit/record-audit'
import type { Services } from '@/lib/server/services'

/**
 * Revokes an API key of the actor's in this workspace; owner and admins may revoke anybody's. Throws `key_not_found` also for
 * one that they may not revoke.
 */
export async function revokeKey(
  { prisma, clock }: Services,
  actor: Actor,
  { id, headers }: { id: string; headers: Headers },
): Promise<void> {
  const { userId, workspaceId } = actor
  await prisma.$transaction(async (transaction) => {
    const { count } = await transaction.apiKey.updateMany({
      where: { id, workspaceId, revokedAt: null, ...(can(actor, 'workspace') ? {} : { userId }) },
      data: { revokedAt: new Date(clock.now()) },
    })
    if (count === 0) throw new SkeinError('key_not_found', `There is no API key ${id} of yours.`)
    await recordAudit(transaction, {
      action: 'key.revoked',
      workspaceId,
      userId,
      detail: { key_id: id },
      headers,
    })
  })
}
