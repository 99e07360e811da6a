import type { Actor } from '@/lib/core/access/actor'
import { SkeinError } from '@/lib/core/errors'
import { noFile } from '@/lib/server/commands/require-file'
import { removeBytes } from '@/lib/server/files/remove-bytes'
import type { Services } from '@/lib/server/services'

/** Deletes a file of the actor's that no message carries. Throws `file_not_found`, `file_in_use`. */
export async function deleteFile(services: Services, actor: Actor, id: string): Promise<void> {
  const { prisma } = services
  const { userId, workspaceId } = actor
  const own = { id, userId, workspaceId }
  const { count } = await prisma.file.deleteMany({ where: { ...own, messages: { none: {} } } })
  if (count > 0) return removeBytes(services, [id])
  if ((await prisma.file.count({ where: own })) === 0) throw noFile(id)
  throw new SkeinError('file_in_use', 'A message carries this file. Delete the message instead.')
}
