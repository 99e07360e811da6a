import { describe, expect, it } from 'vitest'

import { coalesce } from '@/components/live/coalesce'

/** Work whose runs end when the test says so. */
function heldWork() {
  const runs: PromiseWithResolvers<void>[] = []
  const work = () => {
    const run = Promise.withResolvers<void>()
    runs.push(run)
    return run.promise
  }
  return { runs, work }
}

describe('work that runs once at a time', () => {
  it('follows once for all that was asked while it ran', async () => {
    const { runs, work } = heldWork()
    const run = coalesce(work)
    const calls = [run(), run(), run()]
    expect(runs).toHaveLength(1)
    runs[0]?.resolve()
    await Promise.resolve()
    await Promise.resolve()
    expect(runs).toHaveLength(2)
    runs[1]?.resolve()
    await Promise.all(calls)
    expect(runs).toHaveLength(2)
  })

  it('runs again after a failure', async () => {
    const { runs, work } = heldWork()
    const run = coalesce(work)
    const failed = run()
    runs[0]?.reject(new Error('no'))
    await expect(failed).rejects.toThrow('no')
    const second = run()
    runs[1]?.resolve()
    await second
    expect(runs).toHaveLength(2)
  })
})
