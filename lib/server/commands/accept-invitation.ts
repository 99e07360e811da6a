import type { Actor } from '@/lib/core/access/actor'
import { SkeinError } from '@/lib/core/errors'
import { findInvitation } from '@/lib/server/accounts/find-invitation'
import { joinWorkspace } from '@/lib/server/accounts/join-workspace'
import { recordAudit } from '@/lib/server/audit/record-audit'
import { authorize } from '@/lib/server/auth/authorize'
import type { Services } from '@/lib/server/services'

/**
 * Takes the actor into the workspace that a link invites them to, and goes there. Throws `invitation_not_found` for a link that
 * is not good or not for them, `already_member`, `forbidden` for guests.
 */
export async function acceptInvitation(
  services: Services,
  actor: Actor,
  { token, headers }: { token: string; headers: Headers },
): Promise<void> {
  const { prisma } = services
  const { userId, sessionId } = authorize(actor, 'account')
  const user = await prisma.user.findUniqueOrThrow({ where: { id: userId } })
  const invitation = await findInvitation(services, { token, email: user.email ?? '' })
  if (!invitation) {
    throw new SkeinError(
      'invitation_not_found',
      'This invitation is not good: it was used, has run out, or is for another address.',
    )
  }
  const { workspaceId } = invitation
  const where = { workspaceId_userId: { workspaceId, userId } }
  if (await prisma.membership.findUnique({ where })) {
    throw new SkeinError('already_member', 'You are a member of this workspace already.')
  }
  await prisma.$transaction(async (transaction) => {
    await joinWorkspace(transaction, { userId, invitation })
    if (sessionId) {
      await transaction.session.update({ where: { id: sessionId }, data: { workspaceId } })
    }
    await recordAudit(transaction, {
      action: 'invitation.accepted',
      workspaceId,
      userId,
      detail: { invitation_id: invitation.id },
      headers,
    })
  })
}
