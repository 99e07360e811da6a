import type { Actor } from '@/lib/core/access/actor'
import type { WorkspaceList } from '@/lib/core/access/workspace'
import { presentWorkspace } from '@/lib/server/rows/workspace-row'
import type { Services } from '@/lib/server/services'

/** The workspaces that the actor is in, the one they joined first first. An API key sees its own. */
export async function listWorkspaces(
  { prisma }: Services,
  { userId, workspaceId, keyId }: Actor,
): Promise<WorkspaceList> {
  const rows = await prisma.membership.findMany({
    where: { userId, ...(keyId ? { workspaceId } : {}) },
    include: { workspace: true },
    orderBy: [{ createdAt: 'asc' }, { workspaceId: 'asc' }],
  })
  return {
    data: rows.map(({ role, workspace }) =>
      presentWorkspace(workspace, { role, currentId: workspaceId }),
    ),
  }
}
