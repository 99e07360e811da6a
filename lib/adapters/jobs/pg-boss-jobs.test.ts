import { EventEmitter, once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import {
  databaseKinds,
  hasDatabase,
  openTestDatabase,
  type TestDatabase,
} from '@/e2e/support/test-database'
import { Jobs, type JobRun } from '@/lib/adapters/jobs/pg-boss-jobs'
import { SkeinError } from '@/lib/core/errors'

const quiet = { info() {}, warn() {}, error() {} }

describe.each(databaseKinds)('jobs on %s', (kind) => {
  describe.skipIf(!hasDatabase(kind))('', () => {
    let test: TestDatabase
    let jobs: Jobs
    const open = async () => {
      const opened = new Jobs({ database: test.database, log: quiet })
      await opened.start()
      return opened
    }
    beforeEach(async () => {
      test = await openTestDatabase(kind)
      jobs = await open()
    })
    afterEach(async () => {
      await jobs.stop()
      await test.drop()
    })

    const countsOf = async (queue: string) => {
      const { queue: _queue, ...counts } = (await jobs.counts()).find((row) => row.queue === queue)!
      return counts
    }
    const none = { queued: 0, active: 0, retrying: 0, completed: 0, failed: 0 }

    it('runs what was enqueued, at once and with its data', async () => {
      const seen: unknown[] = []
      await jobs.work('write-title', async (data) => void seen.push(data))
      const startedAt = performance.now()
      await jobs.enqueue('write-title', { thread_id: 'a' }, { key: 'a' })
      await vi.waitFor(() => expect(seen).toEqual([{ thread_id: 'a' }]), { timeout: 5000 })
      // A look at the queue comes every 30 s: this one was told.
      expect(performance.now() - startedAt).toBeLessThan(5000)
      await vi.waitFor(async () =>
        expect(await countsOf('write-title')).toEqual({ ...none, completed: 1 }),
      )
    })

    it('leaves no job when the transaction is rolled back, and one when it is committed', async () => {
      const { prisma } = test.database
      const enqueue = (fails: boolean) =>
        prisma.$transaction(async (transaction) => {
          await jobs.enqueue('write-summary', {}, { key: 'a', transaction })
          if (fails) throw new Error('rolled back')
        })
      await expect(enqueue(true)).rejects.toThrow('rolled back')
      expect(await countsOf('write-summary')).toEqual(none)
      await enqueue(false)
      expect(await countsOf('write-summary')).toEqual({ ...none, queued: 1 })
    })

    it('takes one job of a key while it waits or runs, and a new one afterwards', async () => {
      const gate = new EventEmitter()
      let runs = 0
      await jobs.enqueue('write-summary', {}, { key: 'a' })
      await jobs.enqueue('write-summary', {}, { key: 'a' })
      await jobs.enqueue('write-summary', {}, { key: 'b' })
      expect((await countsOf('write-summary')).queued).toBe(2)
      await jobs.work('write-summary', async (_data, { signal }) => {
        runs++
        gate.emit('begun')
        await once(gate, 'go', { signal })
      })
      await vi.waitFor(() => expect(runs).toBe(2), { timeout: 5000 })
      await jobs.enqueue('write-summary', {}, { key: 'a' })
      expect(await countsOf('write-summary')).toEqual({ ...none, active: 2 })
      gate.emit('go')
      await vi.waitFor(async () => expect((await countsOf('write-summary')).completed).toBe(2))
      await jobs.enqueue('write-summary', {}, { key: 'a' })
      await vi.waitFor(() => expect(runs).toBe(3), { timeout: 5000 })
      gate.emit('go')
      await vi.waitFor(async () => expect((await countsOf('write-summary')).completed).toBe(3))
    })

    it('waits before it tries again, tells why it failed, and can be run again at once', async () => {
      const runs: JobRun[] = []
      await jobs.work('write-summary', async (_data, run) => {
        runs.push(run)
        if (run.attempt === 1) throw new SkeinError('summary_rejected', 'It is empty.')
      })
      await jobs.enqueue('write-summary', { thread_id: 't' }, { key: 'a' })
      await vi.waitFor(
        async () => expect(await countsOf('write-summary')).toEqual({ ...none, retrying: 1 }),
        { timeout: 5000 },
      )
      const [failure] = await jobs.failures(10)
      expect(failure).toMatchObject({
        queue: 'write-summary',
        threadId: 't',
        reason: 'summary_rejected',
        isRetrying: true,
      })
      await jobs.enqueue('write-summary', {}, { key: 'a' })
      expect(await countsOf('write-summary')).toEqual({ ...none, retrying: 1 })
      expect(await jobs.retry(failure!.id)).toBe(true)
      await vi.waitFor(() => expect(runs.map(({ attempt }) => attempt)).toEqual([1, 2]), {
        timeout: 5000,
      })
      expect(jobs.ended.get('write-summary failed')).toBe(1)
      expect(await jobs.retry(crypto.randomUUID())).toBe(false)
    })

    it('keeps nothing of an unforeseen error but that there was one', async () => {
      await jobs.work('write-title', async () => {
        throw new Error('secret words of a person')
      })
      await jobs.enqueue('write-title', {}, { key: 'a' })
      await vi.waitFor(async () => expect(await jobs.failures(1)).toHaveLength(1), {
        timeout: 5000,
      })
      const rows = await test.database.prisma.$queryRaw<unknown[]>`SELECT output FROM pgboss.job`
      expect(JSON.stringify(rows)).not.toContain('secret')
      expect(await jobs.failures(1)).toMatchObject([{ reason: 'internal_error' }])
    })

    it('refuses to run a failed job again when a newer one of its key waits', async () => {
      await jobs.work('write-title', async () => {
        throw new SkeinError('provider_error', 'It is away.')
      })
      await jobs.enqueue('write-title', {}, { key: 'a' })
      await vi.waitFor(async () => expect((await countsOf('write-title')).retrying).toBe(1), {
        timeout: 5000,
      })
      await test.database.prisma
        .$executeRaw`UPDATE pgboss.job SET state = 'failed', completed_on = now()`
      const [failure] = await jobs.failures(1)
      await jobs.stop()
      jobs = await open()
      await jobs.enqueue('write-title', {}, { key: 'a' })
      expect(await jobs.retry(failure!.id)).toBe(false)
      expect(await countsOf('write-title')).toEqual({ ...none, queued: 1, failed: 1 })
    })

    it('takes a recurring job once in its interval, however many processes ask', async () => {
      let runs = 0
      await jobs.work('recover-turns', async () => void runs++)
      const other = await open()
      const everySeconds = 10 * 365 * 86_400
      await jobs.enqueue('recover-turns', {}, { key: 'all', everySeconds })
      await vi.waitFor(async () => expect((await countsOf('recover-turns')).completed).toBe(1), {
        timeout: 5000,
      })
      await other.enqueue('recover-turns', {}, { key: 'all', everySeconds })
      expect(await countsOf('recover-turns')).toEqual({ ...none, completed: 1 })
      await other.enqueue('recover-turns', {}, { key: 'all' })
      await vi.waitFor(() => expect(runs).toBe(2), { timeout: 5000 })
      await other.stop()
    })

    it('aborts a job when the process leaves; the next one runs it at once, as its first try', async () => {
      const begun = new EventEmitter()
      const attempts: number[] = []
      const work = (opened: Jobs, run: (signal: AbortSignal) => Promise<void>) =>
        opened.work('write-title', async (_data, { signal, attempt }) => {
          attempts.push(attempt)
          begun.emit('run')
          await run(signal)
        })
      await work(jobs, async (signal) => {
        await once(signal, 'abort')
        throw signal.reason
      })
      const first = once(begun, 'run')
      await jobs.enqueue('write-title', {}, { key: 'a' })
      await first
      await jobs.stop()
      expect([...jobs.ended]).toEqual([['write-title interrupted', 1]])
      jobs = await open()
      expect(await jobs.failures(1)).toEqual([])
      await work(jobs, async () => undefined)
      await vi.waitFor(async () => expect((await countsOf('write-title')).completed).toBe(1), {
        timeout: 5000,
      })
      expect(attempts).toEqual([1, 1])
    })

    it('leaves in time although a job does not listen, and gives that job back', async () => {
      const gate = new EventEmitter()
      const deaf = new Jobs({ database: test.database, log: quiet, stopTimeoutMs: 50 })
      await deaf.start()
      const begun = once(gate, 'begun')
      const ended = once(gate, 'ended')
      await deaf.work('write-title', async () => {
        gate.emit('begun')
        await once(gate, 'go')
        gate.emit('ended')
      })
      await deaf.enqueue('write-title', {}, { key: 'a' })
      await begun
      await deaf.stop()
      expect(await countsOf('write-title')).toEqual({ ...none, retrying: 1 })
      let runs = 0
      await jobs.work('write-title', async () => void runs++)
      await vi.waitFor(() => expect(runs).toBe(1), { timeout: 5000 })
      gate.emit('go')
      await ended
    })

    describe('when the process that ran a job is dead', () => {
      const dead = async (attemptsLeft: boolean) => {
        await jobs.enqueue('write-title', {}, { key: 'a' })
        await test.database.prisma.$executeRaw`
          UPDATE pgboss.job SET state = 'active', started_on = now() - interval '20 seconds',
            heartbeat_on = now() - interval '11 seconds', retry_count = CASE WHEN ${attemptsLeft} THEN 0 ELSE retry_limit END`
        await jobs.stop()
        jobs = await open()
      }

      it('runs it again at once, as its next try', async () => {
        const attempts: number[] = []
        await dead(true)
        await jobs.work('write-title', async (_data, { attempt }) => void attempts.push(attempt))
        await vi.waitFor(() => expect(attempts).toEqual([2]), { timeout: 5000 })
      })

      it('gives up when that was the last try', async () => {
        let runs = 0
        await dead(false)
        await jobs.work('write-title', async () => void runs++)
        await vi.waitFor(
          async () => expect(await countsOf('write-title')).toEqual({ ...none, failed: 1 }),
          { timeout: 5000 },
        )
        expect(await jobs.failures(1)).toMatchObject([{ reason: 'interrupted', isRetrying: false }])
        expect(runs).toBe(0)
      })
    })

    // An embedded database has one process, so that an active job at its start is a dead one's.
    if (kind === 'postgres') {
      it('lets jobs be whose process is alive', async () => {
        await jobs.enqueue('write-title', {}, { key: 'a' })
        await test.database.prisma
          .$executeRaw`UPDATE pgboss.job SET state = 'active', started_on = now(), heartbeat_on = now()`
        await jobs.work('write-title', async () => undefined)
        await jobs.enqueue('write-title', {}, { key: 'b' })
        await vi.waitFor(
          async () =>
            expect(await countsOf('write-title')).toEqual({ ...none, active: 1, completed: 1 }),
          { timeout: 5000 },
        )
      })
    }
  })
})
