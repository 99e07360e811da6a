import type { Actor } from '@/lib/core/access/actor'
import { SkeinError } from '@/lib/core/errors'
import { recordAudit } from '@/lib/server/audit/record-audit'
import type { Services } from '@/lib/server/services'

/** Takes back an invitation that nobody has accepted yet. Throws `invitation_not_found`. */
export async function revokeInvitation(
  { prisma }: Services,
  { userId, workspaceId }: Actor,
  { id, headers }: { id: string; headers: Headers },
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    const { count } = await transaction.invitation.deleteMany({
      where: { id, workspaceId, acceptedAt: null },
    })
    if (count === 0) {
      throw new SkeinError('invitation_not_found', `There is no open invitation ${id}.`)
    }
    await recordAudit(transaction, {
      action: 'invitation.revoked',
      workspaceId,
      userId,
      detail: { invitation_id: id },
      headers,
    })
  })
}
