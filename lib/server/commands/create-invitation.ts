import { v7 } from 'uuid'

import type { Actor } from '@/lib/core/access/actor'
import type { CreateInvitation, NewInvitation } from '@/lib/core/access/invitation'
import { mayInvite } from '@/lib/core/access/member'
import { SkeinError } from '@/lib/core/errors'
import { recordAudit } from '@/lib/server/audit/record-audit'
import { hashToken, newToken } from '@/lib/server/auth/secret-token'
import { presentInvitation } from '@/lib/server/rows/invitation-row'
import type { Services } from '@/lib/server/services'

const dayMs = 86_400_000

/** Makes a link into this workspace. Throws `forbidden` for a role that the actor cannot give, `already_member`. */
export async function createInvitation(
  { prisma, clock }: Services,
  actor: Actor,
  { role, email = null, expires_in_days: days }: CreateInvitation,
  headers: Headers,
): Promise<NewInvitation> {
  const { userId, workspaceId } = actor
  if (!mayInvite(actor.role, role)) {
    throw new SkeinError('forbidden', 'Only an owner of the workspace invites owners.')
  }
  const isMember =
    email !== null &&
    (await prisma.membership.findFirst({
      where: { workspaceId, user: { email }, NOT: { role: 'guest' } },
    }))
  if (isMember) {
    throw new SkeinError('already_member', `${email} is a member of this workspace already.`)
  }
  const token = newToken()
  const now = clock.now()
  return prisma.$transaction(async (transaction) => {
    const row = await transaction.invitation.create({
      data: {
        id: v7(),
        workspaceId,
        tokenHash: hashToken(token),
        role,
        email,
        invitedById: userId,
        createdAt: new Date(now),
        expiresAt: new Date(now + days * dayMs),
      },
      include: { invitedBy: { select: { id: true, name: true } } },
    })
    await recordAudit(transaction, {
      action: 'invitation.created',
      workspaceId,
      userId,
      detail: { invitation_id: row.id, role },
      headers,
    })
    return { ...presentInvitation(row), url: `/invite/${token}` }
  })
}
