import { describe, expect, it } from 'vitest'

import { english } from '@/e2e/support/in-english'
import { describePrice, describeWindow } from '@/components/models/describe-model'
import { arrangeModels, findModels } from '@/components/models/find-models'
import type { Model, ModelList, Provider } from '@/lib/core/models/model'

const model = (id: string, change: Partial<Model> = {}): Model => ({
  id,
  provider: id.split('/')[0] ?? '',
  name: id,
  description: null,
  context_window: 128_000,
  max_output_tokens: null,
  price: { input: 2.5, output: 10 },
  abilities: { tools: false, reasoning: false, images: false, files: false },
  configured: true,
  demo: false,
  ...change,
})

const provider = (id: string, configured: boolean): Provider => ({
  id,
  name: id.toUpperCase(),
  configured,
  hint: configured ? null : `Set ${id}`,
  catalogue: 'curated',
  fetched_at: null,
})

const list: ModelList = {
  providers: [provider('far', false), provider('near', true), provider('none', false)],
  data: [
    model('near/gpt-4o'),
    model('near/claude'),
    ...Array.from({ length: 9 }, (_, index) => model(`far/gpt-${index}`, { configured: false })),
  ],
  default_model: 'near/gpt-4o',
}

const found = (query: string) =>
  findModels(list, query).map(({ id, models, hidden }) => [id, models.length, hidden])

describe('finding models', () => {
  it('puts providers that can answer first and only names the others', () => {
    expect(found('')).toEqual([
      ['near', 2, 0],
      ['far', 0, 9],
      ['none', 0, 0],
    ])
  })

  it('asks for every word, in the name, the id or the provider', () => {
    expect(found('NEAR gpt')).toEqual([['near', 1, 0]])
    expect(found('gpt')).toEqual([
      ['near', 1, 0],
      ['far', 5, 4],
    ])
    expect(found('nothing like it')).toEqual([])
  })
})

describe('arranging models', () => {
  const arranged = (query: string, favourites: string[], recent: string[]) =>
    arrangeModels(list, query, { favourites, recent }).map(
      ({ id, models }) => `${id}: ${models.map((each) => each.id).join(' ')}`,
    )

  it('puts favourites first, then those used last, and each model once', () => {
    const own = [
      ['near/claude', 'far/gpt-1', 'gone/model'],
      ['near/gpt-4o', 'near/claude'],
    ] as const
    expect(arranged('', [...own[0]], [...own[1]])).toEqual([
      'favourites: near/claude',
      'recent: near/gpt-4o',
      'far: ',
      'none: ',
    ])
    expect(arranged('', [], [])).toEqual(['near: near/gpt-4o near/claude', 'far: ', 'none: '])
  })

  it('looks among all when something is looked for', () => {
    expect(arranged('claude', ['near/gpt-4o'], [])).toEqual(['near: near/claude'])
  })
})

const t = english('models')
const price = (each: Model) => describePrice(each, t, 'en')
const window = (each: Model) => describeWindow(each, t, 'en')

describe('describing a model', () => {
  it('says prices to the cent, and smaller ones as exactly as they are', () => {
    expect(price(model('a'))).toBe('$2.50 in, $10 out')
    expect(price(model('a', { price: { input: 0.075, output: 0.3 } }))).toBe('$0.075 in, $0.30 out')
    expect(price(model('a', { price: { input: 0, output: 0 } }))).toBe('free')
    expect(price(model('a', { price: null }))).toBe('price unknown')
  })

  it('says the window in thousands or millions of tokens', () => {
    expect(window(model('a'))).toBe('128K window')
    expect(window(model('a', { context_window: 1_047_576 }))).toBe('1M window')
  })
})
