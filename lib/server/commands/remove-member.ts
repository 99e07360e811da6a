import type { Actor } from '@/lib/core/access/actor'
import { can } from '@/lib/core/access/can'
import { mayRemove } from '@/lib/core/access/member'
import { SkeinError } from '@/lib/core/errors'
import { recordAudit } from '@/lib/server/audit/record-audit'
import { lockOwners, requireOtherOwner } from '@/lib/server/commands/require-other-owner'
import { tellOwner } from '@/lib/server/events/tell-owner'
import type { Services } from '@/lib/server/services'

/**
 * Takes a member out of this workspace, or lets the actor leave it. Their sessions and keys in it end and their invitations
 * are good no more; their threads are kept. Throws `member_not_found`, `forbidden`, `last_owner`.
 */
export async function removeMember(
  { prisma, bus, clock }: Services,
  actor: Actor,
  { id, headers }: { id: string; headers: Headers },
): Promise<void> {
  const { workspaceId, userId } = actor
  const key = { workspaceId, userId: id }
  await prisma.$transaction(async (transaction) => {
    await lockOwners(transaction, workspaceId)
    const membership = await transaction.membership.findUnique({
      where: { workspaceId_userId: key },
    })
    const mayManage = can(actor, 'workspace')
    // Whose membership a member may not know of they are not told of either.
    if (!membership || (membership.role === 'guest' && !mayManage)) {
      throw new SkeinError('member_not_found', `There is no member ${id}.`)
    }
    if (id !== userId && !mayRemove(actor.role, membership.role)) {
      throw new SkeinError(
        'forbidden',
        mayManage
          ? 'Only an owner removes owners and admins.'
          : 'Only the owner and the admins of the workspace remove others.',
      )
    }
    if (membership.role === 'owner') await requireOtherOwner(transaction, key)
    await transaction.membership.delete({ where: { workspaceId_userId: key } })
    await transaction.session.deleteMany({ where: key })
    await transaction.apiKey.updateMany({
      where: { ...key, revokedAt: null },
      data: { revokedAt: new Date(clock.now()) },
    })
    await transaction.invitation.deleteMany({
      where: { workspaceId, invitedById: id, acceptedAt: null },
    })
    await recordAudit(transaction, {
      action: 'member.removed',
      workspaceId,
      userId,
      detail: { user_id: id, role: membership.role },
      headers,
    })
  })
  tellOwner(bus, key, 'sessions')
}
