import { expect, test } from 'vitest'
import { contextChart } from './context-chart.ts'

const points = Array.from({ length: 150 }, (_, n) => ({
  message: 2 * (n + 1),
  sent: 300 + 100 * (n % 10),
  replay: 140 * (n + 1),
}))
const chart = contextChart({
  points,
  cycles: [{ from: 41, to: 60, mean: 750 }],
  mean: 750,
  tolerance: 0.25,
})

test('every turn is drawn, within the picture', () => {
  const dots = [...chart.matchAll(/<circle[^>]* cx="([\d.]+)" cy="([\d.]+)"/g)]
  expect(dots).toHaveLength(150)
  const within = dots.every(([, x, y]) => Number(x) <= 880 && Number(y) > 440 && Number(y) <= 630)
  expect(within).toBe(true)
  expect(chart).not.toMatch(/NaN|Infinity|undefined/)
})

test('the ends of both curves are named with their figures', () => {
  expect(chart).toContain('full replay: 21,000 at the end')
  expect(chart).toContain('Skein: 750 on average')
})
