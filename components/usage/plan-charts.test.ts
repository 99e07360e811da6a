import { expect, it } from 'vitest'

import { byDay, byModel, mostFirst } from '@/components/usage/plan-charts'
import type { UsageRow } from '@/lib/core/access/usage'

const row = (day: string, model: string, cost: number): UsageRow => ({
  day,
  model,
  user: { id: '00000000-0000-7000-8000-00000000000a', name: 'Ada' },
  turns: 1,
  input_tokens: 10,
  output_tokens: 2,
  cost,
})
const data = [row('2026-03-01', 'a/b', 1), row('2026-02-27', 'a/b', 2), row('2026-02-27', 'c/d', 5)]

it('has every day of the span once, also those without use', () => {
  const days = byDay({ from: '2026-02-26', to: '2026-03-01', data })
  expect(days.map(({ day, cost, turns }) => [day, cost, turns])).toEqual([
    ['2026-02-26', 0, 0],
    ['2026-02-27', 7, 2],
    ['2026-02-28', 0, 0],
    ['2026-03-01', 1, 1],
  ])
})

it('adds the days of a model up, and puts first what has most of what is shown', () => {
  const models = byModel({ data })
  expect(mostFirst(models, 'cost')).toMatchObject([
    { model: 'c/d', cost: 5, turns: 1 },
    { model: 'a/b', cost: 3, turns: 2, input_tokens: 20, output_tokens: 4 },
  ])
  expect(mostFirst(models, 'tokens').map(({ model }) => model)).toEqual(['a/b', 'c/d'])
})
