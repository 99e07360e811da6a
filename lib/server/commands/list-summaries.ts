import {
  listSummariesSchema,
  summaryFailureSchema,
  type ListSummaries,
  type SummaryList,
} from '@/lib/core/summary/summary'
import type { Actor } from '@/lib/core/access/actor'
import { requireThread } from '@/lib/server/commands/require-thread'
import { presentSummary } from '@/lib/server/rows/summary-row'
import type { Services } from '@/lib/server/services'
import { chainIds, findInForce } from '@/lib/server/summaries/summary-chain'

/**
 * The chain of summaries that is in force on a thread's active branch, oldest first, a page at a time from its end; and
 * why the last try to write one failed. Throws `thread_not_found`, `forbidden`.
 */
export async function listSummaries(
  services: Services,
  actor: Actor,
  id: string,
  query: ListSummaries = listSummariesSchema.parse({}),
): Promise<SummaryList> {
  const { prisma } = services
  const thread = await requireThread(services, actor, id, 'read')
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
