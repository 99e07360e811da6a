import type { Actor } from '@/lib/core/access/actor'
import { sql } from '@/lib/server/services'

/** Of `thread t`: the actor's own in their workspace, or those of others there that `can(actor, 'read', thread)` lets them read. */
export const threadScope = (
  { workspaceId, userId, role }: Actor,
  { shared }: { shared: boolean },
) =>
  shared
    ? sql`t.workspace_id = ${workspaceId}::uuid AND t.visibility <> 'private' AND t.user_id <> ${userId}::uuid AND ${role !== 'guest'}`
    : sql`t.workspace_id = ${workspaceId}::uuid AND t.user_id = ${userId}::uuid`

/** Of `thread t`: its owner's name, where it is not the one who asks. */
export const ownerName = ({ shared }: { shared: boolean }) =>
  shared ? sql`(SELECT name FROM "user" u WHERE u.id = t.user_id)` : sql`NULL`
