import type { Actor } from '@/lib/core/access/actor'
import type { ReadShared, SharedThread } from '@/lib/core/thread/share'
import { readThread } from '@/lib/server/commands/read-shared'
import { requireThread } from '@/lib/server/commands/require-thread'
import type { Services } from '@/lib/server/services'

export type OthersThread = { page: SharedThread; owner: string; workspace: string }

/**
 * A page of a thread that another member lets the workspace read, and whose it is. Members see all of it, unlike those who
 * come by a link. Throws `thread_not_found`, `forbidden`.
 */
export async function readOthersThread(
  services: Services,
  actor: Actor,
  id: string,
  query: ReadShared,
): Promise<OthersThread> {
  const { prisma } = services
  const thread = await requireThread(services, actor, id, 'read')
  const select = { name: true }
  const [page, owner, workspace] = await Promise.all([
    readThread(services, thread, everything, query),
    prisma.user.findUniqueOrThrow({ where: { id: thread.userId }, select }),
    prisma.workspace.findUniqueOrThrow({ where: { id: thread.workspaceId }, select }),
  ])
  return { page, owner: owner.name, workspace: workspace.name }
}

const everything = { shows_system_prompt: true, shows_reasoning: true, shows_context: true }
