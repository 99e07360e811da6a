import { describe, expect, it } from 'vitest'

import { describeComparison, sortByCost } from '@/components/context/compare-models'
import { english } from '@/e2e/support/in-english'
import type { ContextPreview, ModelFit } from '@/lib/core/context/context'

const t = english('context')

const fit = (model: string, cost: number | null, fits = true): ModelFit => ({
  model,
  name: `Maker: ${model.toUpperCase()}`,
  fits,
  tokens: 100,
  window: 1000,
  estimated_cost: cost,
})

const compare = (model: string, cost: number | null, models: ModelFit[], demos: string[] = []) =>
  describeComparison({ model, models, estimated_cost: cost } as ContextPreview, {
    demos,
    t,
    locale: 'en',
  })

describe('sortByCost', () => {
  it('puts the cheapest first and the unknown last, by name where they are even', () => {
    const models = [fit('d', null), fit('c', 2), fit('b', 1), fit('a', 2)]
    expect(sortByCost(models).map(({ model }) => model)).toEqual(['b', 'a', 'c', 'd'])
  })
})

describe('describeComparison', () => {
  it('names the cheapest that fits, not the cheapest of all', () => {
    const models = [fit('a', 0.0021), fit('b', 0.0004), fit('c', 0.0001, false)]
    expect(compare('a', 0.0021, models)).toBe(
      'Fits in 2 of 3 models. This turn costs about $0.0021 here, $0.0004 with B, the cheapest that fits.',
    )
  })

  it('sends nobody to a demo', () => {
    const models = [fit('a', 0.0021), fit('b', 0.0004), fit('demo', 0)]
    expect(compare('a', 0.0021, models, ['demo'])).toContain('Fits in 3 of 3 models.')
    expect(compare('a', 0.0021, models, ['demo'])).toContain('$0.0004 with B')
  })

  it('says when there is none cheaper', () => {
    expect(compare('a', 0.0004, [fit('a', 0.0004), fit('b', 0.0021)])).toBe(
      'Fits in 2 of 2 models. This turn costs about $0.0004 here; none that fits is cheaper.',
    )
  })

  it('does not make up a price', () => {
    expect(compare('a', null, [fit('a', null), fit('b', 0.0021)])).toBe(
      'Fits in 2 of 2 models. What this turn costs here is not known, $0.0021 with B, the cheapest that fits.',
    )
    expect(compare('a', null, [fit('a', null)])).toBe(
      'Fits in 1 of 1 models. What this turn costs here is not known.',
    )
  })

  it('says when nothing fits', () => {
    expect(compare('a', 0.5, [fit('a', 0.5, false)])).toBe(
      'Fits in 0 of 1 models. This turn costs about $0.50 here.',
    )
  })
})
