import { SkeinError } from '@/lib/core/errors'
import {
  listSummariesSchema,
  summaryFailureSchema,
  type ListSummaries,
  type SummaryList,
} from '@/lib/core/summary/summary'
import type { Actor } from '@/lib/core/thread/actor'
import { presentSummary } from '@/lib/server/rows/summary-row'
import type { Services } from '@/lib/server/services'
import { chainIds, findInForce } from '@/lib/server/summaries/summary-chain'
import { threadIdOf } from '@/lib/server/thread-id'

/**
 * The chain of summaries that is in force on a thread's active branch, oldest first, a page at a time from its end; and
 * why the last try to write one failed. Throws `thread_not_found`.
 */
export async function listSummaries(
  { prisma }: Services,
  actor: Actor,
  id: string,
  query: ListSummaries = listSummariesSchema.parse({}),
): Promise<SummaryList> {
  const thread = await prisma.thread.findUnique({
    where: {
      id: threadIdOf(actor, id),
      workspaceId: actor.workspaceId,
      userId: actor.userId,
    },
    select: { activeLeafId: true, summaryFailure: true },
  })
  if (!thread) throw new SkeinError('thread_not_found', `There is no thread ${id}.`)
  const failure = summaryFailureSchema.safeParse(thread.summaryFailure).data ?? null
  const inForceId = await findInForce(prisma, thread.activeLeafId)
  if (inForceId === null) return { data: [], has_more: false, failure }

  const { limit, before_position: before = null } = query
  const ids = await chainIds(prisma, { newestId: inForceId, limit: limit + 1, before })
  const rows = await prisma.summary.findMany({
    where: { id: { in: ids.slice(0, limit) } },
    orderBy: { lastDepth: 'asc' },
  })
  return {
    data: rows.map((row) => presentSummary(row, inForceId)),
    has_more: ids.length > limit,
    failure,
  }
}
