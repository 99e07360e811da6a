import type { Role } from '@/lib/core/access/roles'
import { hashToken } from '@/lib/server/auth/secret-token'
import type { Services } from '@/lib/server/services'

export type OpenInvitation = {
  id: string
  workspaceId: string
  role: Role
  /** Whom it is for; null: whoever has the link. */
  email: string | null
  /**
   * Whether the address is taken for theirs who come by it. Skein sends no mail, so that whoever invites has the link as well:
   * only administrators of the server, who could read everything anyway, are believed.
   */
  confirmsEmail: boolean
}

/** The invitation of a link, if it is still good and, when it names an address, is for this one. */
export async function findInvitation(
  { prisma, clock }: Services,
  { token, email }: { token: string; email?: string },
): Promise<OpenInvitation | null> {
  const invitation = await prisma.invitation.findUnique({
    where: { tokenHash: hashToken(token) },
    include: { invitedBy: { select: { isAdministrator: true } } },
  })
  if (!invitation || invitation.acceptedAt) return null
  if (invitation.expiresAt.getTime() <= clock.now()) return null
  if (email !== undefined && invitation.email !== null && invitation.email !== email) return null
  const { id, workspaceId, role, email: address, invitedBy } = invitation
  const confirmsEmail = address !== null && invitedBy.isAdministrator
  return { id, workspaceId, role, email: address, confirmsEmail }
}
