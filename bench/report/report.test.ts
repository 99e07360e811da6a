import { expect, test } from 'vitest'
import { isReached, targetTable, toMarkdown, toText, type Target } from './report.ts'

const rate: Target = { what: 'rate', value: 97, bound: 'at least', limit: 99, unit: '%' }
const memory: Target = { what: 'memory', value: 240, bound: 'at most', limit: 250, unit: 'MB' }

test('a target is reached at its limit and on its good side', () => {
  expect([rate, memory].map(isReached)).toEqual([false, true])
  expect(isReached({ ...rate, value: 99 })).toBe(true)
  expect(isReached({ ...memory, value: 250.1 })).toBe(false)
  expect(isReached({ ...memory, value: Number.NaN })).toBe(false)
})

test('a missed target says by how much', () => {
  const [missed, reached] = targetTable([rate, memory]).rows
  expect(missed).toEqual(['rate', 'at least 99 %', '97.0 %', 'MISSED by 2.00 % (2 %)'])
  expect(reached?.at(-1)).toBe('reached')
})

test('a table prints aligned and as Markdown', () => {
  const table = { title: 'Loads', columns: ['load', 'ms'], rows: [['one', '1.00']] }
  expect(toText(table)).toBe('\nLoads\n\nload    ms\n────  ────\none   1.00')
  expect(toMarkdown(table)).toBe('### Loads\n\n| load | ms |\n| --- | --: |\n| one | 1.00 |\n')
})
