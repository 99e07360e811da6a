import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/thread/actor'
import type { Thread } from '@/lib/core/thread/thread'
import type { Services } from '@/lib/server/services'
import { threadIdOf } from '@/lib/server/thread-id'
import { presentThread } from '@/lib/server/rows/thread-row'

/** A thread that the actor may read, by its id or external id. Throws `thread_not_found`. */
export async function requireThread(
  { prisma }: Services,
  { workspaceId, userId, ...actor }: Actor,
  id: string,
): Promise<Thread> {
  const row = await prisma.thread.findUnique({
    where: { id: threadIdOf({ workspaceId, userId, ...actor }, id), workspaceId, userId },
  })
  if (!row) throw new SkeinError('thread_not_found', `There is no thread ${id}.`)
  return presentThread(row)
}
