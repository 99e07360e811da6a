import type { Actor } from '@/lib/core/access/actor'
import { can, type ThreadFacts } from '@/lib/core/access/can'
import { SkeinError } from '@/lib/core/errors'
import { notShared } from '@/lib/server/commands/require-thread'
import type { FileRow } from '@/lib/server/rows/file-row'
import type { Services } from '@/lib/server/services'

/**
 * A file that the actor may read: one that they uploaded, or one of a message that they may read. Throws `file_not_found`,
 * and `forbidden` for one of their workspace that is in threads of others only.
 */
export async function requireFile(
  { prisma }: Services,
  actor: Actor,
  id: string,
): Promise<FileRow> {
  const file = await prisma.file.findUnique({ where: { id, workspaceId: actor.workspaceId } })
  if (!file) throw noFile(id)
  if (file.userId === actor.userId) return file
  const threads = await prisma.$queryRaw<ThreadFacts[]>`
    SELECT DISTINCT t.workspace_id AS "workspaceId", t.user_id AS "userId", t.visibility::text AS visibility
    FROM message_file f JOIN message m ON m.id = f.message_id JOIN thread t ON t.id = m.thread_id
    WHERE f.file_id = ${id}::uuid`
  if (threads.some((thread) => can(actor, 'read', thread))) return file
  throw notShared('private')
}

export const noFile = (id: string) =>
  new SkeinError('file_not_found', `There is no file ${id}. It may have been removed.`)
