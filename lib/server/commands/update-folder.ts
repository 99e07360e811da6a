import type { Actor } from '@/lib/core/access/actor'
import type { Folder, PatchFolder } from '@/lib/core/thread/folder'
import { requireFolder } from '@/lib/server/commands/require-folder'
import { tellOwner } from '@/lib/server/events/tell-owner'
import { presentFolder } from '@/lib/server/rows/folder-row'
import type { Services } from '@/lib/server/services'

/** Renames a folder, or puts it in another place; the others make room. Throws `folder_not_found`. */
export async function updateFolder(
  services: Services,
  actor: Actor,
  { id, input }: { id: string; input: PatchFolder },
): Promise<Folder> {
  const { prisma, bus } = services
  await requireFolder(services, actor, id)
  const { workspaceId, userId } = actor
  await prisma.$transaction(async (transaction) => {
    if (input.name !== undefined) {
      await transaction.folder.updateMany({ where: { id }, data: { name: input.name.trim() } })
    }
    if (input.position !== undefined) {
      // Twice its place, and one to the side that it comes from, so that it comes to stand between two others.
      await transaction.$executeRaw`
        WITH numbered AS (
          SELECT id, row_number() OVER (ORDER BY position, id) AS place FROM folder
          WHERE workspace_id = ${workspaceId}::uuid AND user_id = ${userId}::uuid
        ), moved AS (
          SELECT id, row_number() OVER (ORDER BY CASE WHEN id <> ${id}::uuid THEN 2 * place
            WHEN place < ${input.position} THEN 2 * ${input.position} + 1 ELSE 2 * ${input.position} - 1 END) AS place
          FROM numbered)
        UPDATE folder SET position = moved.place FROM moved WHERE moved.id = folder.id`
    }
  })
  tellOwner(bus, actor, 'folders')
  return presentFolder(await requireFolder(services, actor, id))
}
