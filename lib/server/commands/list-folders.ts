import type { Actor } from '@/lib/core/access/actor'
import type { FolderList } from '@/lib/core/thread/folder'
import { presentFolder } from '@/lib/server/rows/folder-row'
import type { Services } from '@/lib/server/services'

/** The actor's folders in their workspace, in their order. */
export async function listFolders(
  { prisma }: Services,
  { workspaceId, userId }: Actor,
): Promise<FolderList> {
  const rows = await prisma.folder.findMany({
    where: { workspaceId, userId },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  })
  return { data: rows.map(presentFolder) }
}
