import type { Database } from '@/lib/server/services'
import type { Owner } from '@/lib/server/transfer/store-batch'

/** Owns threads that are being imported, and no person does: what it owns nobody can see. */
export const staging: Owner = {
  workspaceId: '00000000-0000-7000-8000-0000000000f1',
  userId: '00000000-0000-7000-8000-0000000000f2',
}

/** A thread that got no message for so long was left behind by a process that died. */
const abandonedAfter = '1 hour'

export async function ensureStaging(prisma: Database['prisma']): Promise<void> {
  await prisma.$executeRaw`
    WITH w AS (INSERT INTO workspace (id, name) VALUES (${staging.workspaceId}::uuid, 'Imports') ON CONFLICT DO NOTHING)
    INSERT INTO "user" (id, name) VALUES (${staging.userId}::uuid, 'Imports') ON CONFLICT DO NOTHING`
}

/** Says that a staged thread is still being filled. */
export async function touchStaged(prisma: Database['prisma'], threadId: string): Promise<void> {
  await prisma.$executeRaw`UPDATE thread SET last_activity_at = now() WHERE id = ${threadId}::uuid`
}

/** Removes what imports left behind that did not end. With an exclusive database that is all there is at the start. */
export async function removeAbandoned({ prisma, exclusive }: Database): Promise<void> {
  await prisma.$executeRaw`
    DELETE FROM thread WHERE workspace_id = ${staging.workspaceId}::uuid
      AND (${exclusive} OR last_activity_at < now() - ${abandonedAfter}::interval)`
}
