import type { Actor } from '@/lib/core/access/actor'
import { mayChangeRole, type AccountRole, type Member } from '@/lib/core/access/member'
import { SkeinError } from '@/lib/core/errors'
import { recordAudit } from '@/lib/server/audit/record-audit'
import { lockOwners, requireOtherOwner } from '@/lib/server/commands/require-other-owner'
import { findMembers, presentMember } from '@/lib/server/rows/member-row'
import type { Services } from '@/lib/server/services'

/**
 * Changes the role of a member of this workspace. Who loses one that let them invite others loses their invitations. Throws
 * `member_not_found`, `forbidden` for who is no owner, `last_owner`.
 */
export async function updateMember(
  { prisma }: Services,
  actor: Actor,
  { id, role, headers }: { id: string; role: AccountRole; headers: Headers },
): Promise<Member> {
  const { workspaceId, userId } = actor
  const key = { workspaceId, userId: id }
  return prisma.$transaction(async (transaction) => {
    await lockOwners(transaction, workspaceId)
    const [before] = await findMembers(transaction, key)
    if (!before) throw new SkeinError('member_not_found', `There is no member ${id}.`)
    if (!mayChangeRole(actor.role)) {
      throw new SkeinError('forbidden', 'Only an owner of the workspace changes roles.')
    }
    if (before.role === role) return presentMember(before, actor)
    if (before.role === 'owner') await requireOtherOwner(transaction, key)
    await transaction.membership.update({
      where: { workspaceId_userId: key },
      data: { role },
    })
    if (before.role !== 'member' && role !== 'owner') {
      await transaction.invitation.deleteMany({
        where: { workspaceId, invitedById: id, acceptedAt: null },
      })
    }
    await recordAudit(transaction, {
      action: 'member.role_changed',
      workspaceId,
      userId,
      detail: { user_id: id, from: before.role, to: role },
      headers,
    })
    return presentMember({ ...before, role }, actor)
  })
}
