import type { Transaction } from '@/lib/server/services'

/**
 * Gives the threads, files and prompts of a guest to an account, which may be the guest's own row, in one of its workspaces. Names of threads that
 * clients made up are unique in a workspace, so that they stay behind when it is another one; folders stay behind.
 */
export async function moveThreads(
  transaction: Transaction,
  { guestId, userId, workspaceId }: { guestId: string; userId: string; workspaceId: string },
): Promise<void> {
  // No thread of theirs begins meanwhile: it would be deleted with them, or stay behind.
  await transaction.$queryRaw`SELECT id FROM "user" WHERE id = ${guestId}::uuid FOR UPDATE`
  await transaction.$executeRaw`
    UPDATE thread SET user_id = ${userId}::uuid, workspace_id = ${workspaceId}::uuid,
      external_id = CASE WHEN workspace_id = ${workspaceId}::uuid THEN external_id END, folder_id = NULL
    WHERE user_id = ${guestId}::uuid`
  await transaction.$executeRaw`
    UPDATE file SET user_id = ${userId}::uuid, workspace_id = ${workspaceId}::uuid
    WHERE user_id = ${guestId}::uuid`
  await transaction.$executeRaw`
    UPDATE prompt SET user_id = ${userId}::uuid, workspace_id = ${workspaceId}::uuid
    WHERE user_id = ${guestId}::uuid AND NOT EXISTS (SELECT 1 FROM prompt p
      WHERE p.user_id = ${userId}::uuid AND p.workspace_id = ${workspaceId}::uuid AND p.name = prompt.name AND p.id <> prompt.id)`
}
