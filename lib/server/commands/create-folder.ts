import { v7 } from 'uuid'

import type { Actor } from '@/lib/core/access/actor'
import { SkeinError } from '@/lib/core/errors'
import { mostFolders, type CreateFolder, type Folder } from '@/lib/core/thread/folder'
import { tellOwner } from '@/lib/server/events/tell-owner'
import { presentFolder } from '@/lib/server/rows/folder-row'
import type { Services } from '@/lib/server/services'

/** Makes a folder after the others. Throws `too_many_folders`. */
export async function createFolder(
  { prisma, bus }: Services,
  actor: Actor,
  { name }: CreateFolder,
): Promise<Folder> {
  const { workspaceId, userId } = actor
  const { _max: last, _count: count } = await prisma.folder.aggregate({
    where: { workspaceId, userId },
    _max: { position: true },
    _count: true,
  })
  if (count >= mostFolders) {
    throw new SkeinError(
      'too_many_folders',
      `There may be ${mostFolders} folders. Delete one first.`,
    )
  }
  const position = (last.position ?? 0) + 1
  const row = await prisma.folder.create({
    data: { id: v7(), workspaceId, userId, name: name.trim(), position },
  })
  tellOwner(bus, actor, 'folders')
  return presentFolder(row)
}
