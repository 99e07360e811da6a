import { SkeinError } from '@/lib/core/errors'
import type { OpenInvitation } from '@/lib/server/accounts/find-invitation'
import { localActor } from '@/lib/server/local-actor'
import type { Transaction } from '@/lib/server/services'

/**
 * Makes somebody a member of the workspace that they are invited to, else of the first one. Returns its id. Throws
 * `sign_up_refused` when the invitation was taken meanwhile.
 */
export async function joinWorkspace(
  transaction: Transaction,
  { userId, invitation }: { userId: string; invitation: OpenInvitation | null },
): Promise<string> {
  if (invitation) {
    const { count } = await transaction.invitation.updateMany({
      where: { id: invitation.id, acceptedAt: null },
      data: { acceptedAt: new Date() },
    })
    if (count === 0) {
      throw new SkeinError(
        'sign_up_refused',
        'This invitation was used already. Ask for a new one.',
      )
    }
  }
  const workspaceId = invitation?.workspaceId ?? localActor.workspaceId
  const role = invitation?.role ?? 'member'
  await transaction.membership.upsert({
    where: { workspaceId_userId: { workspaceId, userId } },
    create: { workspaceId, userId, role },
    update: { role },
  })
  return workspaceId
}
