import type { Model } from '@/lib/core/models/model'

/** US dollars for so many tokens by a model's prices; null when these are unknown. */
export const costOf = (
  { price }: Pick<Model, 'price'>,
  tokens: { input: number; output: number },
): number | null => price && (tokens.input * price.input + tokens.output * price.output) / 1_000_000
