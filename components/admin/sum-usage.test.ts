import { expect, test } from 'vitest'

import { sumUsage } from '@/components/admin/sum-usage'

const ada = { id: '00000000-0000-7000-8000-00000000000a', name: 'Ada' }
const gone = { id: '00000000-0000-7000-8000-00000000000b', name: null }
const row = (day: string, figures: { cost: number; turns: number }, user = ada, model = 'a/b') => ({
  day,
  model,
  user,
  input_tokens: 10,
  output_tokens: 1,
  ...figures,
})

test('days of one member and model become one row, the dearest first', () => {
  const sums = sumUsage([
    row('2026-11-02', { cost: 0.1, turns: 1 }),
    row('2026-11-01', { cost: 0.2, turns: 2 }),
    row('2026-11-01', { cost: 3, turns: 1 }, ada, 'a/c'),
    { ...row('2026-11-01', { cost: 0, turns: 4 }), user: gone },
  ])
  expect(sums.map(({ person, model, turns }) => [person, model, turns])).toEqual([
    ['Ada', 'a/c', 1],
    ['Ada', 'a/b', 3],
    [null, 'a/b', 4],
  ])
  expect(sums[1]).toMatchObject({ input_tokens: 20, output_tokens: 2 })
  expect(sums[1]?.cost).toBeCloseTo(0.3)
})
