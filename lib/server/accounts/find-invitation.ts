import { hashToken } from '@/lib/server/auth/secret-token'
import type { Services } from '@/lib/server/services'

export type OpenInvitation = NonNullable<
  Awaited<ReturnType<Services['prisma']['invitation']['findUnique']>>
>

/** The invitation of a link, if it is still good and, when it names an address, is for this one. */
export async function findInvitation(
  { prisma, clock }: Services,
  { token, email }: { token: string; email?: string },
): Promise<OpenInvitation | null> {
  const invitation = await prisma.invitation.findUnique({ where: { tokenHash: hashToken(token) } })
  if (!invitation || invitation.acceptedAt) return null
  if (invitation.expiresAt.getTime() <= clock.now()) return null
  if (email !== undefined && invitation.email !== null && invitation.email !== email) return null
  return invitation
}
