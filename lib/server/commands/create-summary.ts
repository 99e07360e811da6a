import { SkeinError } from '@/lib/core/errors'
import type { CreateSummary, Summary } from '@/lib/core/summary/summary'
import type { Actor } from '@/lib/core/access/actor'
import { backgroundModels } from '@/lib/server/background/background-models'
import { requireModel } from '@/lib/server/commands/require-model'
import { requireThread } from '@/lib/server/commands/require-thread'
import { requireBudget } from '@/lib/server/limits/require-budget'
import { presentSummary } from '@/lib/server/rows/summary-row'
import type { Services } from '@/lib/server/services'
import { summarise } from '@/lib/server/summaries/summarise'
import { findInForce } from '@/lib/server/summaries/summary-chain'
import { findUnsummarised } from '@/lib/server/summaries/unsummarised-messages'

const fewestMessages = 2

/**
 * Summarises now what the active branch has since its last summary, up to its newest answer that is over. Throws
 * `thread_not_found`, `forbidden`, `unknown_model`, `model_not_configured`, `nothing_to_summarise`, and what `summarise` throws.
 */
export async function createSummary(
  services: Services,
  actor: Actor,
  { threadId: id, body, signal }: { threadId: string; body: CreateSummary; signal: AbortSignal },
): Promise<Summary> {
  const { prisma, env } = services
  const thread = await requireThread(services, actor, id, 'chat')
  const wanted =
    body.model === undefined ? env.SUMMARY_MODEL : requireModel(services, body.model).id
  const lastMessageId = await newestAnswer(services, thread.id)
  const unsummarised = lastMessageId
    ? await findUnsummarised(prisma, { threadId: thread.id, lastMessageId })
    : null
  if (!unsummarised || unsummarised.messages.length < fewestMessages) throw nothingToDo()
  await requireBudget(services, actor)

  const written = await summarise(services, {
    thread: { id: thread.id, title: thread.title, messageCount: thread.lastSequence },
    models: backgroundModels(services, { wanted, threadModel: thread.model }),
    unsummarised,
    trigger: 'person',
    signal,
  })
  const inForceId = await findInForce(prisma, lastMessageId)
  const row = await prisma.summary.findUnique({ where: { id: written ?? inForceId ?? thread.id } })
  if (!row) throw nothingToDo()
  return presentSummary(row, inForceId)
}

const nothingToDo = () =>
  new SkeinError('nothing_to_summarise', 'There is nothing new to summarise in this thread.')

/** The newest answer of the active branch that is over. */
async function newestAnswer({ prisma }: Services, threadId: string): Promise<string | null> {
  const [row] = await prisma.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE branch AS (
      SELECT m.id, m.parent_id, m.role, m.status, m.deleted_at FROM thread h JOIN message m ON m.id = h.active_leaf_id
      WHERE h.id = ${threadId}::uuid
      UNION ALL
      SELECT m.id, m.parent_id, m.role, m.status, m.deleted_at FROM branch b JOIN message m ON m.id = b.parent_id
      WHERE b.role <> 'assistant' OR b.status IN ('pending', 'streaming') OR b.deleted_at IS NOT NULL)
    SELECT id FROM branch
    WHERE role = 'assistant' AND status NOT IN ('pending', 'streaming') AND deleted_at IS NULL`
  return row?.id ?? null
}
