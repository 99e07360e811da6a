import type { Actor } from '@/lib/core/access/actor'
import { SkeinError } from '@/lib/core/errors'
import type { ChangeThreads } from '@/lib/core/thread/thread'
import { deleteThread } from '@/lib/server/commands/delete-thread'
import { requireFolder } from '@/lib/server/commands/require-folder'
import type { Services } from '@/lib/server/services'

/** Does the same to several of the actor's threads; tells which ones there were. Throws `folder_not_found`. */
export async function changeThreads(
  services: Services,
  actor: Actor,
  { ids, action, folder_id: folderId }: ChangeThreads,
): Promise<{ ids: string[] }> {
  if (action === 'delete') return { ids: await deleteAll(services, actor, ids) }
  if (folderId) await requireFolder(services, actor, folderId)
  const { prisma, bus, clock } = services
  const change = {
    archive: { archived: true },
    unarchive: { archived: false },
    pin: { pinned: true },
    unpin: { pinned: false },
    move: { folderId },
  }[action]
  const rows = await prisma.thread.updateManyAndReturn({
    where: { id: { in: ids }, workspaceId: actor.workspaceId, userId: actor.userId },
    data: { ...change, updatedAt: new Date(clock.now()) },
    select: { id: true },
  })
  for (const { id } of rows) bus.publish('thread-changed', id)
  return { ids: rows.map(({ id }) => id) }
}

async function deleteAll(services: Services, actor: Actor, ids: string[]): Promise<string[]> {
  const deleted: string[] = []
  for (const id of ids) {
    try {
      await deleteThread(services, actor, id)
      deleted.push(id)
    } catch (error) {
      const isLeftOut =
        error instanceof SkeinError &&
        (error.code === 'thread_not_found' || error.code === 'forbidden')
      if (!isLeftOut) throw error
    }
  }
  return deleted
}
