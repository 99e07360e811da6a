import { SkeinError } from '@/lib/core/errors'
import type { PatchSummary, Summary } from '@/lib/core/summary/summary'
import type { Actor } from '@/lib/core/access/actor'
import { can } from '@/lib/core/access/can'
import { notShared } from '@/lib/server/commands/require-thread'
import { presentSummary } from '@/lib/server/rows/summary-row'
import type { Services } from '@/lib/server/services'
import { findInForce } from '@/lib/server/summaries/summary-chain'

/**
 * Changes the text of the summary in force; the model's own text is kept and can be brought back. Throws
 * `summary_not_found`, `forbidden`, and `summary_stale` for one that a newer summary includes or whose branch was left.
 */
export async function updateSummary(
  { prisma, bus, clock, tokenCounter }: Services,
  actor: Actor,
  { summaryId, body }: { summaryId: string; body: PatchSummary },
): Promise<Summary> {
  const summary = await prisma.summary.findFirst({
    where: { id: summaryId, thread: { workspaceId: actor.workspaceId } },
    include: {
      thread: { select: { activeLeafId: true, workspaceId: true, userId: true, visibility: true } },
    },
  })
  if (!summary) throw new SkeinError('summary_not_found', `There is no summary ${summaryId}.`)
  if (!can(actor, 'chat', summary.thread)) throw notShared(summary.thread.visibility)
  const inForceId = await findInForce(prisma, summary.thread.activeLeafId)
  if (inForceId !== summary.id) {
    throw new SkeinError(
      'summary_stale',
      'A newer summary includes this one, or its branch was left. Change the one in force.',
    )
  }
  const original = summary.originalContent ?? summary.content
  const content = body.content?.trim() ?? original
  const isOriginal = content === original
  const countTokens = await tokenCounter()
  const row = await prisma.summary.update({
    where: { id: summary.id },
    data: {
      content,
      originalContent: isOriginal ? null : original,
      editedAt: isOriginal ? null : new Date(clock.now()),
      tokensAfter: countTokens(content),
    },
  })
  bus.publish('thread-changed', row.threadId)
  return presentSummary(row, inForceId)
}
