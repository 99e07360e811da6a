import { expect, test } from 'vitest'
import { median, percentile } from './statistics.ts'

test('a percentile is a value that occurs, whatever the order', () => {
  const values = [9, 1, 8, 2, 7, 3, 6, 4, 5, 10]
  expect(percentile(values, 0.5)).toBe(5)
  expect(percentile(values, 0.95)).toBe(10)
  expect(percentile(values, 0)).toBe(1)
  expect(median([3])).toBe(3)
})

test('of nothing there is no percentile', () => {
  expect(median([])).toBeNaN()
})
