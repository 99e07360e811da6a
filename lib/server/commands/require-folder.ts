import type { Actor } from '@/lib/core/access/actor'
import { SkeinError } from '@/lib/core/errors'
import type { Services } from '@/lib/server/services'

/** A folder of the actor's. Throws `folder_not_found`. */
export async function requireFolder(
  { prisma }: Pick<Services, 'prisma'>,
  { workspaceId, userId }: Actor,
  id: string,
) {
  const row = await prisma.folder.findFirst({ where: { id, workspaceId, userId } })
  if (!row) throw new SkeinError('folder_not_found', `There is no folder ${id}.`)
  return row
}
