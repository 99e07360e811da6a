import type { Actor } from '@/lib/core/access/actor'
import type { CurrentUser } from '@/lib/core/access/user'
import { SkeinError } from '@/lib/core/errors'
import type { Services } from '@/lib/server/services'

/** Who the actor is, and where. An API key sees no workspace but its own. Throws `workspace_not_found` for a member no more. */
export async function getCurrentUser(
  { prisma }: Pick<Services, 'prisma'>,
  { userId, workspaceId, isAdministrator, scope, keyId }: Actor,
): Promise<CurrentUser> {
  const user = await prisma.user.findUniqueOrThrow({
    where: { id: userId },
    include: {
      memberships: {
        where: keyId ? { workspaceId } : {},
        include: { workspace: true },
        orderBy: [{ createdAt: 'asc' }, { workspaceId: 'asc' }],
      },
    },
  })
  const workspaces = user.memberships.map(({ role, workspace: { id, name } }) => ({
    id,
    name,
    role,
  }))
  const current = workspaces.find(({ id }) => id === workspaceId)
  if (!current) {
    throw new SkeinError('workspace_not_found', 'You are not a member of this workspace any more.')
  }
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    has_password: user.passwordHash !== null,
    is_guest: current.role === 'guest',
    is_administrator: isAdministrator,
    role: current.role,
    scope,
    workspace: { id: current.id, name: current.name },
    workspaces,
  }
}
