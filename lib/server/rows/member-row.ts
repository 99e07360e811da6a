import type { Actor } from '@/lib/core/access/actor'
import { can } from '@/lib/core/access/can'
import type { AccountRole, Member } from '@/lib/core/access/member'
import type { Services, Transaction } from '@/lib/server/services'

type MemberRow = {
  id: string
  name: string
  email: string | null
  role: AccountRole
  joinedAt: Date
  lastSeenAt: Date | null
}

/** The members of a workspace who have an account, or one of them: owners first, then by name. */
export const findMembers = (
  prisma: Services['prisma'] | Transaction,
  { workspaceId, userId = null }: { workspaceId: string; userId?: string | null },
): Promise<MemberRow[]> => prisma.$queryRaw<MemberRow[]>`
  SELECT u.id, u.name, u.email, m.role::text AS role, m.created_at AS "joinedAt",
    (SELECT max(s.last_seen_at) FROM session s
      WHERE s.user_id = u.id AND s.workspace_id = m.workspace_id) AS "lastSeenAt"
  FROM membership m JOIN "user" u ON u.id = m.user_id
  WHERE m.workspace_id = ${workspaceId}::uuid AND m.role <> 'guest'
    AND (${userId}::uuid IS NULL OR m.user_id = ${userId}::uuid)
  ORDER BY m.role, lower(u.name), u.id`

/** The member resource of the API, as far as the actor may see it. */
export const presentMember = (row: MemberRow, actor: Actor): Member => ({
  id: row.id,
  name: row.name,
  role: row.role,
  is_you: row.id === actor.userId,
  joined_at: row.joinedAt.toISOString(),
  ...(can(actor, 'workspace')
    ? { email: row.email, last_seen_at: row.lastSeenAt?.toISOString() ?? null }
    : {}),
})
