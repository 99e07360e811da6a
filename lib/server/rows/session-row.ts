import type { Session } from '@/lib/core/access/session'
import type { Database } from '@/lib/server/services'

type SessionRow = NonNullable<Awaited<ReturnType<Database['prisma']['session']['findUnique']>>>

/** The session resource of the API; `currentId` is the session that asks. */
export const presentSession = (row: SessionRow, currentId: string | null): Session => ({
  id: row.id,
  kind: row.kind,
  user_agent: row.userAgent,
  address: row.address,
  created_at: row.createdAt.toISOString(),
  last_seen_at: row.lastSeenAt.toISOString(),
  expires_at: row.expiresAt.toISOString(),
  is_current: row.id === currentId,
})
