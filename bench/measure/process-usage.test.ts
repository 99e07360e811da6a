import { expect, test } from 'vitest'
import { cpuMilliseconds, residentMegabytes } from './process-usage.ts'

test.runIf(process.platform === 'linux')('work shows as CPU time of the process', () => {
  const before = cpuMilliseconds(process.pid)
  const until = performance.now() + 100
  while (performance.now() < until);
  expect(cpuMilliseconds(process.pid) - before).toBeGreaterThanOrEqual(30)
})

test.runIf(process.platform === 'linux')('held memory shows as memory of the process', () => {
  const before = residentMegabytes(process.pid)
  const held = Buffer.alloc(200e6, 1)
  expect(residentMegabytes(process.pid) - before).toBeGreaterThan(100)
  expect(held.length).toBe(200e6)
})
