import type { ContextPreview, ModelFit, PreviewContext } from '@/lib/core/context/context'
import { contextRoom } from '@/lib/core/context/context-budget'
import { withCost } from '@/lib/core/context/segment-cost'
import { tokensByKind } from '@/lib/core/context/tokens-by-kind'
import { SkeinError } from '@/lib/core/errors'
import { costOf } from '@/lib/core/models/cost'
import type { Model } from '@/lib/core/models/model'
import type { Actor } from '@/lib/core/access/actor'
import { textPart } from '@/lib/core/turn/turn-request'
import { requireModel } from '@/lib/server/commands/require-model'
import { requireThread } from '@/lib/server/commands/require-thread'
import { draftId, type LoadedContext } from '@/lib/server/context/context-loader'
import type { Services } from '@/lib/server/services'

/** How long an answer is expected to be in a thread that has none yet, in tokens. */
const usualAnswer = 400
const answersToLookAt = 10

/**
 * What the next turn of a thread would send, with its active model or another one, and how it would fare with every model
 * that is configured. Throws `thread_not_found`, `forbidden`, `unknown_model`, `model_not_configured`.
 */
export async function previewContext(
  services: Services,
  actor: Actor,
  { threadId: id, query }: { threadId: string; query: PreviewContext },
): Promise<ContextPreview> {
  const { models } = services
  const thread = await requireThread(services, actor, id, 'read')
  const model = requireModel(services, query.model ?? thread.model)
  const { context, error } = await load(services, { model, thread, draft: query.draft })
  const expected = await expectedAnswer(services, thread.id)

  const all = models.list().data.filter(({ configured }) => configured)
  return {
    thread_id: thread.id,
    model: model.id,
    budget: context.budget,
    segments: context.segments
      .filter(({ message_id: messageId, text }) => messageId !== draftId || text !== '')
      .map((segment) =>
        withCost(
          segment.message_id === draftId ? { ...segment, message_id: null } : segment,
          model,
        ),
      ),
    tokens: tokensByKind(context.segments),
    omitted: context.omitted,
    conversions: context.conversions,
    error,
    estimated_cost: costOf(model, { input: context.budget.used, output: expected }),
    expected_output_tokens: expected,
    models: all.map((each) => fitOf(services, each, { context, expected })),
  }
}

type Wanted = {
  model: Model
  thread: { systemPrompt: string | null; activeLeafId: string | null }
  draft: string
}

/** What does not fit the model at all is laid out as if it did, together with the reason why it does not. */
async function load(
  { context: loader }: Services,
  { model, thread, draft }: Wanted,
): Promise<{ context: LoadedContext; error: ContextPreview['error'] }> {
  const request = {
    systemPrompt: thread.systemPrompt,
    end: { leafId: thread.activeLeafId, draft: [textPart(draft)] },
  }
  try {
    return { context: await loader.load({ ...request, model }), error: null }
  } catch (error) {
    if (!(error instanceof SkeinError)) throw error
    const unbounded = { ...model, context_window: Number.MAX_SAFE_INTEGER }
    const context = await loader.load({ ...request, model: unbounded })
    const { code, message } = error
    const budget = { ...context.budget, ...contextRoom(model) }
    return { context: { ...context, budget }, error: { code, message } }
  }
}

function fitOf(
  { calibrations }: Services,
  model: Model,
  { context, expected }: { context: LoadedContext; expected: number },
): ModelFit {
  const tokens = Math.ceil(context.wantedTokens * calibrations.ratioOf(model.id))
  return {
    model: model.id,
    name: model.name,
    fits: tokens <= contextRoom(model).input,
    tokens,
    window: model.context_window,
    estimated_cost: costOf(model, { input: tokens, output: expected }),
  }
}

/** As long as the last answers of the thread were on average. */
async function expectedAnswer({ prisma }: Services, threadId: string): Promise<number> {
  const [row] = await prisma.$queryRaw<{ tokens: number | null }[]>`
    SELECT avg((usage->>'output_tokens')::float8)::float8 AS tokens
    FROM (SELECT usage FROM message WHERE thread_id = ${threadId}::uuid AND usage IS NOT NULL
      ORDER BY sequence_number DESC LIMIT ${answersToLookAt}) AS newest`
  return row?.tokens == null ? usualAnswer : Math.round(row.tokens)
}
