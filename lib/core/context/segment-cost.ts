import type { Segment } from '@/lib/core/context/context'
import { costOf } from '@/lib/core/models/cost'
import type { Model } from '@/lib/core/models/model'

/** A segment with what it costs to send it, as far as the model and its prices are known. */
export const withCost = (segment: Omit<Segment, 'cost'>, model: Model | null): Segment => ({
  ...segment,
  cost: model && costOf(model, { input: segment.tokens, output: 0 }),
})
