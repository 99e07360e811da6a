/** Adds counts `{ passed, failed, skipped }`. */
export const addCounts = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
})

export const NO_COUNTS = { passed: 0, failed: 0, skipped: 0 }

// A runner that failed for another reason than a test (a file that does not load, a server that does not start) or
// that left no report counts as one failed check: a failure never disappears from the sum.
const withExit = (counts, exitedWell) =>
  !exitedWell && counts.failed === 0 ? { ...counts, failed: 1 } : counts

/** Counts of Vitest's JSON report; null stands for a report that was not written. */
export function countVitest(report, exitedWell) {
  if (!report) return withExit(NO_COUNTS, false)
  const brokenFiles = report.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length
  return withExit(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + brokenFiles,
      skipped: report.numPendingTests + report.numTodoTests,
    },
    exitedWell,
  )
}

/** Counts of Playwright's JSON report; null stands for a report that was not written. */
export function countPlaywright(report, exitedWell) {
  if (!report) return withExit(NO_COUNTS, false)
  const { expected, unexpected, flaky, skipped } = report.stats
  return withExit({ passed: expected + flaky, failed: unexpected, skipped }, exitedWell)
}
