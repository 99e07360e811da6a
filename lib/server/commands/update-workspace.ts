import type { Actor } from '@/lib/core/access/actor'
import type { PatchWorkspace, Workspace } from '@/lib/core/access/workspace'
import { SkeinError } from '@/lib/core/errors'
import { recordAudit } from '@/lib/server/audit/record-audit'
import { presentWorkspace } from '@/lib/server/rows/workspace-row'
import type { Services } from '@/lib/server/services'

/** Changes the workspace that the actor looks at. Throws `workspace_not_found` for any other. */
export async function updateWorkspace(
  { prisma }: Services,
  { userId, workspaceId, role }: Actor,
  id: string,
  { body: { name, ...limits }, headers }: { body: PatchWorkspace; headers: Headers },
): Promise<Workspace> {
  if (id !== workspaceId) {
    throw new SkeinError(
      'workspace_not_found',
      `You do not look at a workspace ${id}. Switch to it first, if it is yours.`,
    )
  }
  return prisma.$transaction(async (transaction) => {
    const row = await transaction.workspace.update({
      where: { id },
      data: {
        name,
        monthlyBudget: limits.monthly_budget,
        monthlyTokens: limits.monthly_tokens,
        chatPerMinute: limits.chat_per_minute,
        writePerMinute: limits.write_per_minute,
      },
    })
    await recordAudit(transaction, {
      action: 'workspace.changed',
      workspaceId,
      userId,
      detail: { ...(name === undefined ? {} : { is_renamed: true }), ...limits },
      headers,
    })
    return presentWorkspace(row, { role, currentId: id })
  })
}
