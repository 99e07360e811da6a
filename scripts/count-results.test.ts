import { expect, it } from 'vitest'
import { countPlaywright, countVitest } from './count-results.mjs'

const vitestReport = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
}

it('counts todo tests as skipped', () => {
  expect(countVitest(vitestReport, true)).toEqual({ passed: 5, failed: 0, skipped: 3 })
})

it('counts a test file that does not load as failed', () => {
  const report = { ...vitestReport, testResults: [{ status: 'failed', assertionResults: [] }] }
  expect(countVitest(report, false).failed).toBe(1)
})

it('does not count a failed test and its file twice', () => {
  const testResults = [{ status: 'failed', assertionResults: [{ status: 'failed' }] }]
  const report = { ...vitestReport, numFailedTests: 1, testResults }
  expect(countVitest(report, false).failed).toBe(1)
})

it('counts a runner that ended badly without a failed test as one failure', () => {
  expect(countVitest(vitestReport, false).failed).toBe(1)
  const stats = { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }
  expect(countPlaywright({ stats }, false)).toEqual({ passed: 3, failed: 1, skipped: 0 })
})

it('counts a runner without a report as failed, however it ended', () => {
  expect(countVitest(null, true).failed).toBe(1)
  expect(countPlaywright(null, true).failed).toBe(1)
})
