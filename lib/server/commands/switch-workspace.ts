import type { Actor } from '@/lib/core/access/actor'
import type { CurrentUser } from '@/lib/core/access/user'
import { SkeinError } from '@/lib/core/errors'
import { getCurrentUser } from '@/lib/server/commands/get-current-user'
import type { Services } from '@/lib/server/services'

/**
 * Lets the actor's session look at another workspace of theirs. Throws `workspace_not_found` for one that they are not in,
 * `forbidden` without a session.
 */
export async function switchWorkspace(
  { prisma }: Pick<Services, 'prisma'>,
  actor: Actor,
  workspaceId: string,
): Promise<CurrentUser> {
  const { userId, sessionId } = actor
  const membership = await prisma.membership.findUnique({
    where: { workspaceId_userId: { workspaceId, userId } },
  })
  if (!membership) {
    throw new SkeinError('workspace_not_found', `You are in no workspace ${workspaceId}.`)
  }
  if (sessionId === null) {
    throw new SkeinError(
      'forbidden',
      'Only who is signed in can switch. An API key belongs to one workspace: make one in the other.',
    )
  }
  await prisma.session.updateMany({ where: { id: sessionId }, data: { workspaceId } })
  return getCurrentUser({ prisma }, { ...actor, workspaceId, role: membership.role })
}
