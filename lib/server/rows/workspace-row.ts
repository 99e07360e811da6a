import type { Role } from '@/lib/core/access/roles'
import type { Workspace } from '@/lib/core/access/workspace'
import type { Database } from '@/lib/server/services'

type WorkspaceRow = NonNullable<Awaited<ReturnType<Database['prisma']['workspace']['findUnique']>>>

/** The workspace resource of the API as one of its members sees it; `currentId` is the workspace that they look at. */
export const presentWorkspace = (
  row: WorkspaceRow,
  { role, currentId }: { role: Role; currentId: string },
): Workspace => ({
  id: row.id,
  name: row.name,
  role,
  is_current: row.id === currentId,
  created_at: row.createdAt.toISOString(),
  ...(role === 'owner' || role === 'admin' ? limitsOf(row) : {}),
})

const limitsOf = (row: WorkspaceRow) => ({
  monthly_budget: row.monthlyBudget === null ? null : Number(row.monthlyBudget),
  monthly_tokens: row.monthlyTokens === null ? null : Number(row.monthlyTokens),
  chat_per_minute: row.chatPerMinute,
  write_per_minute: row.writePerMinute,
})
