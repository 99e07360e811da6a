import { v7 } from 'uuid'

import type { Actor } from '@/lib/core/access/actor'
import type { CreateWorkspace, Workspace } from '@/lib/core/access/workspace'
import { recordAudit } from '@/lib/server/audit/record-audit'
import { presentWorkspace } from '@/lib/server/rows/workspace-row'
import type { Services } from '@/lib/server/services'

/** Makes a workspace that the actor owns; they go on looking at the one they look at. */
export async function createWorkspace(
  { prisma }: Services,
  { userId, workspaceId: currentId }: Actor,
  { name }: CreateWorkspace,
  headers: Headers,
): Promise<Workspace> {
  const role = 'owner'
  return prisma.$transaction(async (transaction) => {
    const row = await transaction.workspace.create({
      data: { id: v7(), name, memberships: { create: { userId, role } } },
    })
    await recordAudit(transaction, {
      action: 'workspace.created',
      workspaceId: row.id,
      userId,
      headers,
    })
    return presentWorkspace(row, { role, currentId })
  })
}
