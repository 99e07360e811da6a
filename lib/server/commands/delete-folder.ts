import type { Actor } from '@/lib/core/access/actor'
import { requireFolder } from '@/lib/server/commands/require-folder'
import { tellOwner } from '@/lib/server/events/tell-owner'
import type { Services } from '@/lib/server/services'

/** Deletes a folder; its threads stay, in none. Throws `folder_not_found`. */
export async function deleteFolder(services: Services, actor: Actor, id: string): Promise<void> {
  await requireFolder(services, actor, id)
  await services.prisma.folder.deleteMany({ where: { id } })
  tellOwner(services.bus, actor, 'folders')
}
