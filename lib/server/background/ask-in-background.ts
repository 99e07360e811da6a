import { generateText } from 'ai'

import { SkeinError } from '@/lib/core/errors'
import type { Model } from '@/lib/core/models/model'
import type { LanguageModelRequest } from '@/lib/core/ports'
import type { Usage } from '@/lib/core/thread/message'
import { toUsage } from '@/lib/core/turn/usage'
import { countBackgroundUsage } from '@/lib/server/limits/count-background-usage'
import type { Services } from '@/lib/server/services'

export type BackgroundQuestion = {
  /** Asked in this order while none can be reached. */
  models: readonly Model[]
  thread: LanguageModelRequest['thread']
  instructions: string
  prompt: string
  /** Tokens of text; a reasoning model gets room to think on top. */
  maxOutputTokens: number
  signal: AbortSignal
}

export type BackgroundAnswer = {
  text: string
  finishReason: string
  model: Model
  usage: Usage
}

const roomToThink = 4096

/**
 * Asks for a short text that nobody waits for on a stream. A model that fails or takes longer than BACKGROUND_TIMEOUT is
 * followed by the next one. What an answer used counts, whether it will do or not. Throws the last failure as a SkeinError; the signal's reason when it is aborted.
 */
export async function askInBackground(
  services: Services,
  question: BackgroundQuestion,
): Promise<BackgroundAnswer> {
  let failure = new SkeinError('model_not_configured', 'No model is configured for this work.')
  for (const model of question.models) {
    try {
      const answer = await ask(services, model, question)
      await countBackgroundUsage(services, question.thread.id, answer)
      return answer
    } catch (error) {
      if (question.signal.aborted) throw question.signal.reason
      failure = explain(services, model, error)
    }
  }
  throw failure
}

async function ask(
  { models, env }: Services,
  model: Model,
  { thread, instructions, prompt, maxOutputTokens, signal }: BackgroundQuestion,
): Promise<BackgroundAnswer> {
  const result = await generateText({
    model: models.languageModel({
      model,
      fallbacks: [],
      thread,
      onFallback: () => undefined,
      onServed: () => undefined,
    }),
    instructions,
    prompt,
    maxOutputTokens: maxOutputTokens + (model.abilities.reasoning ? roomToThink : 0),
    abortSignal: AbortSignal.any([signal, AbortSignal.timeout(env.BACKGROUND_TIMEOUT)]),
    maxRetries: 0,
  })
  return {
    text: result.text,
    finishReason: result.finishReason,
    model,
    usage: toUsage(result.usage, result.finalStep.providerMetadata, model),
  }
}

function explain({ models, env }: Services, model: Model, error: unknown): SkeinError {
  if (error instanceof Error && error.name === 'TimeoutError') {
    const seconds = Math.round(env.BACKGROUND_TIMEOUT / 1000)
    return new SkeinError('provider_timeout', `${model.name} did not answer within ${seconds} s.`)
  }
  const { code, message } = models.explainError(error)
  return new SkeinError(code, message, { cause: error })
}
