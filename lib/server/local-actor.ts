import type { Actor } from '@/lib/core/access/actor'
import type { Database } from '@/lib/server/services'

/** The first administrator, and in the single-user mode who asks. */
export const localActor: Actor = {
  workspaceId: '00000000-0000-7000-8000-000000000001',
  userId: '00000000-0000-7000-8000-000000000002',
  role: 'owner',
  isAdministrator: true,
  scope: 'admin',
  sessionId: null,
  keyId: null,
}

/** Makes the first workspace with its owner, who has no way to sign in yet. */
export async function ensureLocalActor(prisma: Database['prisma']): Promise<Actor> {
  const { workspaceId, userId, role } = localActor
  await prisma.$executeRaw`
    WITH w AS (INSERT INTO workspace (id, name) VALUES (${workspaceId}::uuid, 'Home') ON CONFLICT DO NOTHING),
      u AS (INSERT INTO "user" (id, name, is_administrator) VALUES (${userId}::uuid, 'You', true) ON CONFLICT DO NOTHING)
    INSERT INTO membership (workspace_id, user_id, role)
    VALUES (${workspaceId}::uuid, ${userId}::uuid, ${role}::role) ON CONFLICT DO NOTHING`
  return localActor
}
