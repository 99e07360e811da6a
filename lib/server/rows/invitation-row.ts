import { accountRoleSchema } from '@/lib/core/access/member'
import type { Invitation } from '@/lib/core/access/invitation'
import type { Database } from '@/lib/server/services'

type InvitationRow = NonNullable<
  Awaited<ReturnType<Database['prisma']['invitation']['findUnique']>>
> & { invitedBy: { id: string; name: string } }

/** The invitation resource of the API, without its link. */
export const presentInvitation = (row: InvitationRow): Invitation => ({
  id: row.id,
  role: accountRoleSchema.parse(row.role),
  email: row.email,
  invited_by: { id: row.invitedBy.id, name: row.invitedBy.name },
  created_at: row.createdAt.toISOString(),
  expires_at: row.expiresAt.toISOString(),
})
