import type { Actor } from '@/lib/core/access/actor'
import type { InvitationList } from '@/lib/core/access/invitation'
import { presentInvitation } from '@/lib/server/rows/invitation-row'
import type { Services } from '@/lib/server/services'

/** The invitations to this workspace that can still be accepted, the newest first. */
export async function listInvitations(
  { prisma, clock }: Services,
  { workspaceId }: Actor,
): Promise<InvitationList> {
  const rows = await prisma.invitation.findMany({
    where: { workspaceId, acceptedAt: null, expiresAt: { gt: new Date(clock.now()) } },
    include: { invitedBy: { select: { id: true, name: true } } },
    orderBy: { id: 'desc' },
  })
  return { data: rows.map(presentInvitation) }
}
