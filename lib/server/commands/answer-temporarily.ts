import { v7 } from 'uuid'

import type { Actor } from '@/lib/core/access/actor'
import { assembleContext } from '@/lib/core/context/assemble-context'
import { historyCharacters } from '@/lib/core/context/context-budget'
import type { HistoryMessage } from '@/lib/core/context/history-message'
import type { Model } from '@/lib/core/models/model'
import type { TemporaryThread } from '@/lib/core/turn/temporary-thread'
import { textPart } from '@/lib/core/turn/turn-request'
import { requireModel } from '@/lib/server/commands/require-model'
import { requireBudget } from '@/lib/server/limits/require-budget'
import type { Services } from '@/lib/server/services'

/**
 * Answers the question of a thread that nobody keeps, as a stream of server-sent events; whoever cancels it stops the
 * answer. What was used is counted, and nothing else is written. Throws `unknown_model`, `model_not_configured`,
 * `budget_spent`, `context_too_large`, `rate_limited`, `shutting_down`.
 */
export async function answerTemporarily(
  services: Services,
  actor: Actor,
  { model: modelId, system_prompt: systemPrompt = null, messages }: TemporaryThread,
): Promise<ReadableStream<Uint8Array>> {
  const model = requireModel(services, modelId)
  await requireBudget(services, actor)
  const context = assembleContext({
    model,
    systemPrompt,
    summary: null,
    history: toHistory(messages, model),
    keepRecent: 0,
    countTokens: await services.tokenCounter(),
    calibration: services.calibrations.ratioOf(model.id),
    hasTools: false,
  })
  return services.temporaryTurns.answer(actor, { model, context, messageCount: messages.length })
}

/** Texts for which no window has room are left out before anybody counts their tokens. */
function toHistory(messages: TemporaryThread['messages'], model: Model): HistoryMessage[] {
  let room = historyCharacters(model)
  const history = messages.toReversed().map(({ role, content }, index): HistoryMessage => {
    const fits = index === 0 || content.length <= room
    room = fits ? room - content.length : 0
    return {
      id: v7(),
      role,
      parts: fits ? [textPart(content)] : null,
      depth: messages.length - index,
      isSummarised: false,
    }
  })
  return history.reverse()
}
