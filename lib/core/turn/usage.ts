import { costOf } from '@/lib/core/models/cost'
import type { Model } from '@/lib/core/models/model'
import type { Usage } from '@/lib/core/thread/message'

type StepUsage = { inputTokens?: number; outputTokens?: number } & {
  inputTokenDetails?: { cacheReadTokens?: number }
  outputTokenDetails?: { reasoningTokens?: number }
}

/** Tokens and cost of one model call: the cost that the provider reports, else by the model's prices. */
export function toUsage(
  usage: StepUsage,
  providerMetadata: Record<string, unknown> | undefined,
  model: Model,
): Usage {
  const input = usage.inputTokens ?? null
  const output = usage.outputTokens ?? null
  return {
    input_tokens: input,
    output_tokens: output,
    reasoning_tokens: usage.outputTokenDetails?.reasoningTokens ?? null,
    cached_input_tokens: usage.inputTokenDetails?.cacheReadTokens ?? null,
    cost: reportedCost(providerMetadata) ?? priceOf(model, input, output),
  }
}

/** OpenRouter reports what a call cost, in US dollars. */
function reportedCost(providerMetadata: Record<string, unknown> | undefined): number | null {
  const metadata = providerMetadata?.openrouter as { usage?: { cost?: unknown } } | undefined
  return typeof metadata?.usage?.cost === 'number' ? metadata.usage.cost : null
}

const priceOf = (model: Model, input: number | null, output: number | null): number | null =>
  input === null || output === null ? null : costOf(model, { input, output })

/** What counts against a budget. */
export type Spent = Pick<Usage, 'input_tokens' | 'output_tokens' | 'cost'>

const charactersPerToken = 4

/**
 * What a call that was cut short, and so told no usage, is taken to have used: the tokens that were sent, and the text that
 * had come, at four characters a token.
 */
export function estimateSpent(
  model: Model | null,
  { sentTokens, text }: { sentTokens: number; text: string },
): Spent {
  const input = Math.ceil(sentTokens)
  const output = Math.ceil(text.length / charactersPerToken)
  return {
    input_tokens: input,
    output_tokens: output,
    cost: model && costOf(model, { input, output }),
  }
}
