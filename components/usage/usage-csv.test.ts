import { expect, it } from 'vitest'

import { usageCsv } from '@/components/usage/usage-csv'

it('is a line for each day and model, in which no name does harm', () => {
  const figures = { turns: 2, input_tokens: 10, output_tokens: 3, cost: 0.5 }
  const user = { id: '00000000-0000-7000-8000-00000000000a', name: 'Ada' }
  const rows = [
    { day: '2026-11-21', model: 'a/"b", c', user, ...figures },
    { day: '2026-11-20', model: '=SUM(A1)', user, ...figures },
  ]
  expect(usageCsv(rows).split('\r\n')).toEqual([
    'day,model,answers,input_tokens,output_tokens,cost_usd',
    '2026-11-21,"a/""b"", c",2,10,3,0.5',
    `2026-11-20,"'=SUM(A1)",2,10,3,0.5`,
    '',
  ])
})
