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
