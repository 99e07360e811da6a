import type { Actor } from '@/lib/core/thread/actor'
import type { Database } from '@/lib/server/services'

const localActor: Actor = {
  workspaceId: '00000000-0000-7000-8000-000000000001',
  userId: '00000000-0000-7000-8000-000000000002',
  role: 'owner',
}

/** The one person in the one workspace until there are accounts; made at the first start. */
export async function ensureLocalActor(prisma: Database['prisma']): Promise<Actor> {
  const { workspaceId, userId, role } = localActor
  await prisma.$executeRaw`
    WITH w AS (INSERT INTO workspace (id, name) VALUES (${workspaceId}::uuid, 'Home') ON CONFLICT DO NOTHING),
      u AS (INSERT INTO "user" (id, name) VALUES (${userId}::uuid, 'You') ON CONFLICT DO NOTHING)
    INSERT INTO membership (workspace_id, user_id, role)
    VALUES (${workspaceId}::uuid, ${userId}::uuid, ${role}::role) ON CONFLICT DO NOTHING`
  return localActor
}
