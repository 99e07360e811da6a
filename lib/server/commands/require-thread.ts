import { can } from '@/lib/core/access/can'
import type { Actor } from '@/lib/core/access/actor'
import { SkeinError } from '@/lib/core/errors'
import type { ThreadRow } from '@/lib/server/rows/thread-row'
import type { Services } from '@/lib/server/services'
import { threadIdOf } from '@/lib/server/thread-id'

/**
 * The row of a thread with which the actor may do this, by its id or external id. Throws `thread_not_found` when there is none
 * in their workspace, `forbidden` when it is somebody else's.
 */
export async function requireThread(
  { prisma }: Services,
  actor: Actor,
  id: string,
  action: 'read' | 'chat',
): Promise<ThreadRow> {
  const row = await prisma.thread.findUnique({
    where: { id: threadIdOf(actor, id), workspaceId: actor.workspaceId },
  })
  if (!row) throw new SkeinError('thread_not_found', `There is no thread ${id}.`)
  if (!can(actor, action, row)) throw notShared(row.visibility)
  return row
}

/** What somebody is told who may not do this with a thread of their workspace. */
export const notShared = (visibility: string): SkeinError =>
  new SkeinError(
    'forbidden',
    visibility === 'private'
      ? 'This thread belongs to another member of the workspace, who has not shared it.'
      : 'This thread belongs to another member of the workspace: you may read it, not change it.',
  )
