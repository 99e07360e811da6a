import { v7 } from 'uuid'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { databaseKinds, hasDatabase } from '@/e2e/support/test-database'
import { openTestServices } from '@/e2e/support/test-services'
import type { Services } from '@/lib/server/services'

type Opened = Awaited<ReturnType<typeof openTestServices>>

describe.each(databaseKinds)('background jobs in a server on %s', (kind) => {
  describe.skipIf(!hasDatabase(kind))('', () => {
    let opened: Opened
    afterEach(() => opened.drop())

    const open = async (role: 'all' | 'web' | 'worker') => {
      opened = await openTestServices(kind, { ROLE: role })
      return opened.services
    }
    const runsOf = async ({ metrics }: Services, queue: string, outcome: string) => {
      const { values } = (await metrics.registry
        .getSingleMetric('skein_job_runs_total')!
        .get()) as {
        values: { value: number; labels: Record<string, string> }[]
      }
      const found = values.find(
        ({ labels }) => labels.queue === queue && labels.outcome === outcome,
      )
      return found?.value ?? 0
    }
    const recovered = (services: Services) =>
      vi.waitFor(async () => expect(await runsOf(services, 'recover-turns', 'completed')).toBe(1), {
        timeout: 5000,
      })

    /** A thread whose only turn is run by another process. */
    async function addRunningTurn({ prisma, localActor }: Services, leaseUntil: Date) {
      const { workspaceId, userId } = localActor
      const [threadId, questionId, turnId] = [v7(), v7(), v7()]
      await prisma.thread.create({
        data: { id: threadId, workspaceId, userId, title: 'T', model: 'demo/skein' },
      })
      await prisma.turn.create({
        data: {
          id: turnId,
          threadId,
          userMessageId: questionId,
          requestKey: questionId,
          status: 'running',
          model: 'demo/skein',
          owner: 'another process',
          attempt: 1,
          leaseUntil,
        },
      })
      return async () => (await prisma.turn.findUniqueOrThrow({ where: { id: turnId } })).status
    }

    it('are left to others with the role "web"', async () => {
      const services = await open('web')
      await services.jobs.enqueue('recover-turns', {}, { key: 'all' })
      const counts = await services.jobs.counts()
      expect(counts.find(({ queue }) => queue === 'recover-turns')).toMatchObject({ queued: 1 })
      expect(counts.find(({ queue }) => queue === 'refresh-catalogue')).toMatchObject({ queued: 0 })
    })

    it('recover turns whose lease is gone, and no others, also without a turn engine', async () => {
      const services = await open('worker')
      await recovered(services)
      const dead = await addRunningTurn(services, new Date(services.clock.now() - 60_000))
      const alive = await addRunningTurn(services, new Date(services.clock.now() + 60_000))
      await services.jobs.enqueue('recover-turns', {}, { key: 'all' })
      await vi.waitFor(async () => expect(await dead()).toBe('interrupted'), { timeout: 5000 })
      expect(await alive()).toBe('running')
    })

    it('fail when their data is not what it should be, and tell so', async () => {
      const services = await open('worker')
      const threadId = v7()
      const data = { thread_id: threadId, last_message_id: v7(), trigger: 'a whim' }
      await services.jobs.enqueue('write-summary', data, { key: threadId })
      await vi.waitFor(
        async () =>
          expect(await services.jobs.failures(1)).toMatchObject([
            { queue: 'write-summary', threadId, reason: 'internal_error' },
          ]),
        { timeout: 5000 },
      )
      expect(await runsOf(services, 'write-summary', 'failed')).toBe(1)
      expect(await services.metrics.registry.metrics()).toContain(
        'skein_jobs{queue="write-summary",state="retrying"} 1',
      )
    })
  })
})
