import { adoptGuest } from '@/lib/server/accounts/adopt-guest'
import { findInvitation } from '@/lib/server/accounts/find-invitation'
import { joinWorkspace } from '@/lib/server/accounts/join-workspace'
import { recordAudit } from '@/lib/server/audit/record-audit'
import { createSession, lastWorkspace } from '@/lib/server/auth/sessions'
import type { Services } from '@/lib/server/services'

type SignedIn = {
  userId: string
  /** The session that the browser had before: it ends, and what was a guest's becomes the account's. */
  previous: string | null
  /** Of the link that they come by: it lets in again who was removed from their last workspace. */
  invitation: string | null
  /** How they showed who they are. */
  provider: string
  headers: Headers
}

/** Begins a session of a browser, always a new one. Throws `forbidden` for somebody who is in no workspace. */
export async function signIn(
  services: Services,
  { userId, previous, invitation, provider, headers }: SignedIn,
): Promise<{ id: string }> {
  const { prisma } = services
  if (invitation !== null) await rejoin(services, { userId, token: invitation })
  const session = await createSession(services, { userId, kind: 'browser', headers })
  const { workspaceId } = session
  await prisma.$transaction(async (transaction) => {
    const earlier = previous && (await transaction.session.findUnique({ where: { id: previous } }))
    if (earlier) {
      await transaction.session.deleteMany({ where: { id: earlier.id } })
      const membership = await transaction.membership.findUnique({
        where: { workspaceId_userId: { workspaceId: earlier.workspaceId, userId: earlier.userId } },
      })
      if (membership?.role === 'guest' && earlier.userId !== userId) {
        await adoptGuest(transaction, { guestId: earlier.userId, userId, workspaceId })
      }
    }
    await recordAudit(transaction, {
      action: 'sign_in',
      workspaceId,
      userId,
      detail: { with: provider },
      headers,
    })
  })
  return session
}

/** Somebody who is in no workspace cannot sign in to accept an invitation; they accept it by signing in. */
async function rejoin(
  services: Services,
  { userId, token }: { userId: string; token: string },
): Promise<void> {
  const { prisma } = services
  if ((await lastWorkspace(prisma, userId)) !== null) return
  const { email } = await prisma.user.findUniqueOrThrow({ where: { id: userId } })
  const invitation = await findInvitation(services, { token, email: email ?? '' })
  if (!invitation) return
  await prisma.$transaction((transaction) => joinWorkspace(transaction, { userId, invitation }))
}
