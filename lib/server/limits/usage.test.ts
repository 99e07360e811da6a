import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import {
  databaseKinds,
  hasDatabase,
  openTestDatabase,
  type TestDatabase,
} from '@/e2e/support/test-database'
import type { Actor } from '@/lib/core/access/actor'
import type { Model } from '@/lib/core/models/model'
import type { Usage } from '@/lib/core/thread/message'
import { getUsage } from '@/lib/server/commands/get-usage'
import { countBackgroundUsage } from '@/lib/server/limits/count-background-usage'
import { requireBudget } from '@/lib/server/limits/require-budget'
import { WorkspaceLimits } from '@/lib/server/limits/workspace-limits'
import { ensureLocalActor } from '@/lib/server/local-actor'
import { TurnQueue, type FinishedTurn } from '@/lib/server/turns/turn-queue'

const usage = (changes: Partial<Usage> = {}): Usage => ({
  input_tokens: 100,
  output_tokens: 20,
  reasoning_tokens: null,
  cached_input_tokens: null,
  cost: 0.001234567,
  ...changes,
})
const model = 'memory/model'

describe.each(databaseKinds)('what is used, on %s', (kind) => {
  describe.skipIf(!hasDatabase(kind))('', () => {
    let test: TestDatabase
    let actor: Actor
    let queue: TurnQueue
    beforeAll(async () => {
      test = await openTestDatabase(kind)
      actor = await ensureLocalActor(test.database.prisma)
      queue = new TurnQueue(test.database.prisma, 'this process')
    })
    beforeEach(async () => {
      const { prisma } = test.database
      await prisma.usageDay.deleteMany()
      await setLimits({ monthlyBudget: null, monthlyTokens: null })
    })
    afterAll(() => test.drop())

    const setLimits = (data: {
      monthlyBudget?: number | null
      monthlyTokens?: number | null
      chatPerMinute?: number | null
    }) => test.database.prisma.workspace.update({ where: { id: actor.workspaceId }, data })

    async function addRunningTurn(): Promise<FinishedTurn & { threadId: string }> {
      const { prisma } = test.database
      const [threadId, turnId, questionId, answerId] = [v7(), v7(), v7(), v7()]
      const { workspaceId, userId } = actor
      await prisma.thread.create({ data: { id: threadId, workspaceId, userId, title: 'T', model } })
      await prisma.turn.create({
        data: {
          id: turnId,
          threadId,
          userMessageId: questionId,
          requestKey: questionId,
          status: 'running',
          model,
          owner: 'this process',
          attempt: 1,
          leaseUntil: new Date(Date.now() + 60_000),
        },
      })
      return {
        threadId,
        turnId,
        userId,
        workspaceId,
        answerId,
        attempt: 1,
        outcome: 'completed',
        error: null,
        model,
        usage: usage(),
        estimate: null,
        parts: [],
        content: '',
        metadata: {},
        firstTokenAt: null,
        ledger: null,
      }
    }

    const used = async () => {
      const rows = await test.database.prisma.usageDay.findMany({ orderBy: { model: 'asc' } })
      return rows.map((row) => ({
        model: row.model,
        turns: row.turns,
        input: Number(row.inputTokens),
        output: Number(row.outputTokens),
        cost: Number(row.cost),
      }))
    }

    it('is counted once when a turn ends, for its person, day and model', async () => {
      const turn = await addRunningTurn()
      expect(await queue.finish(turn)).toEqual({ hasNext: false })
      expect(await queue.finish(turn)).toBeNull()
      expect(await used()).toEqual([{ model, turns: 1, input: 100, output: 20, cost: 0.001234567 }])
      const [row] = await test.database.prisma.usageDay.findMany()
      expect(row).toMatchObject({ workspaceId: actor.workspaceId, userId: actor.userId })
      const day = row?.day.toISOString().slice(0, 10)
      const finished = await test.database.prisma.turn.findUnique({ where: { id: turn.turnId } })
      expect(day).toBe(finished?.finishedAt?.toISOString().slice(0, 10))
    })

    it('is told of the threads that are there still, the dearest first', async () => {
      const { prisma } = test.database
      await prisma.thread.deleteMany()
      const cheap = await addRunningTurn()
      const dear = await addRunningTurn()
      const gone = await addRunningTurn()
      await queue.finish(cheap)
      await queue.finish({ ...dear, usage: usage({ cost: 2 }) })
      await queue.finish(gone)
      await prisma.thread.delete({ where: { id: gone.threadId } })
      const services = { prisma, clock: { now: Date.now } }
      const { threads, totals } = await getUsage(services, actor, { of: 'me' })
      const figures = { title: 'T', turns: 1, input_tokens: 100, output_tokens: 20 }
      expect(threads).toEqual([
        { id: dear.threadId, ...figures, cost: 2 },
        { id: cheap.threadId, ...figures, cost: 0.001234567 },
      ])
      expect(totals.turns).toBe(3)
      const others = await getUsage(services, { ...actor, role: 'owner' }, { of: 'workspace' })
      expect(others.threads).toEqual([])
    })

    it('adds up, apart for each model, and counts a turn that used nothing known', async () => {
      await queue.finish(await addRunningTurn())
      await queue.finish(await addRunningTurn())
      await queue.finish({ ...(await addRunningTurn()), usage: null, outcome: 'stopped' })
      await queue.finish({
        ...(await addRunningTurn()),
        model: 'other/model',
        usage: usage({ cost: null, output_tokens: null }),
      })
      expect(await used()).toEqual([
        { model, turns: 3, input: 200, output: 40, cost: 0.002469134 },
        { model: 'other/model', turns: 1, input: 100, output: 0, cost: 0 },
      ])
    })

    it('is an estimate when a turn was cut short, and what the provider told otherwise', async () => {
      const estimate = { input_tokens: 50, output_tokens: 5, cost: 0.5 }
      await queue.finish({ ...(await addRunningTurn()), estimate })
      await queue.finish({ ...(await addRunningTurn()), usage: null, outcome: 'stopped', estimate })
      expect(await used()).toMatchObject([{ turns: 2, input: 150, output: 25, cost: 0.501234567 }])
    })

    it('is counted once when the thread was deleted in the meantime', async () => {
      const turn = await addRunningTurn()
      await test.database.prisma.thread.delete({ where: { id: turn.threadId } })
      expect(await queue.finish(turn)).toBeNull()
      expect(await used()).toEqual([{ model, turns: 1, input: 100, output: 20, cost: 0.001234567 }])
    })

    it('is not counted by a process that lost the turn, nor when the transaction fails', async () => {
      const turn = await addRunningTurn()
      expect(await new TurnQueue(test.database.prisma, 'another').finish(turn)).toBeNull()
      expect(await queue.finish({ ...turn, attempt: 2 })).toBeNull()
      const failing = test.database.prisma.$transaction(async (transaction) => {
        await queue.finish(turn, transaction)
        throw new Error('The jobs were not stored.')
      })
      await expect(failing).rejects.toThrow('The jobs were not stored.')
      expect(await used()).toEqual([])
      await queue.finish(turn)
      expect(await used()).toHaveLength(1)
    })

    it('adds up when many turns of a person end at once', async () => {
      const turns = await Promise.all(Array.from({ length: 25 }, addRunningTurn))
      await Promise.all(turns.flatMap((turn) => [queue.finish(turn), queue.finish(turn)]))
      expect(await used()).toMatchObject([{ turns: 25, input: 2500, output: 500 }])
    })

    it('holds titles and summaries, which are no turns', async () => {
      const { prisma } = test.database
      const failures: string[] = []
      const log = { info() {}, warn() {}, error: (event: string) => void failures.push(event) }
      const turn = await addRunningTurn()
      await queue.finish(turn)
      const answer = { model: { id: model } as Model, usage: usage({ input_tokens: 7 }) }
      await countBackgroundUsage({ prisma, log }, turn.threadId, answer)
      await countBackgroundUsage({ prisma, log }, v7(), answer)
      expect(await used()).toMatchObject([{ turns: 1, input: 107, output: 40 }])
      expect(failures).toEqual([])
      await countBackgroundUsage({ prisma, log }, 'no id', answer)
      expect(failures).toEqual(['usage-not-counted'])
    })

    describe('against a budget', () => {
      const now = Date.UTC(2026, 10, 21)
      const ask = (who: Actor = actor) =>
        requireBudget({ prisma: test.database.prisma, clock: { now: () => now } }, who)
      const use = (
        day: string,
        changes: { cost?: number; inputTokens?: number; workspaceId?: string },
      ) =>
        test.database.prisma.usageDay.create({
          data: {
            workspaceId: actor.workspaceId,
            userId: actor.userId,
            model: v7(),
            ...changes,
            day: new Date(day),
          },
        })
      const spent = expect.objectContaining({ code: 'budget_spent' })

      it('is no matter without one', async () => {
        await use('2026-11-01', { cost: 1e6, inputTokens: 1e12 })
        await expect(ask()).resolves.toBeUndefined()
      })

      it('is refused from the moment on when the dollars of the month are spent', async () => {
        await setLimits({ monthlyBudget: 2.5 })
        await use('2026-10-31', { cost: 100 })
        await use('2026-12-01', { cost: 100 })
        await use('2026-11-01', { cost: 2 })
        await ask()
        await use('2026-11-30', { cost: 0.499999999 })
        await ask()
        await use('2026-11-21', { cost: 0.000000001 })
        await expect(ask()).rejects.toEqual(spent)
        await expect(ask({ ...actor, role: 'member' })).rejects.toThrow(
          /\$2\.50 for this month.*December 1.*An owner or admin/,
        )
        await setLimits({ monthlyBudget: 3 })
        await ask()
      })

      it('is refused when the tokens are used up', async () => {
        await setLimits({ monthlyTokens: 120 })
        await ask()
        await use('2026-11-21', { inputTokens: 120 })
        await expect(ask()).rejects.toThrow(/120 tokens/)
      })

      it('is that of the whole workspace, and of no other', async () => {
        const { prisma } = test.database
        const elsewhere = v7()
        await prisma.workspace.create({ data: { id: elsewhere, name: 'Else', monthlyBudget: 1 } })
        await setLimits({ monthlyBudget: 1 })
        await use('2026-11-21', { cost: 1, workspaceId: elsewhere })
        await ask({ ...actor, userId: v7() })
        await expect(ask({ ...actor, workspaceId: elsewhere })).rejects.toEqual(spent)
      })
    })

    it('a workspace’s own limits are heeded within seconds of their change', async () => {
      let now = 0
      const limits = new WorkspaceLimits({
        prisma: test.database.prisma,
        clock: { now: () => now },
      })
      expect(await limits.of(actor.workspaceId)).toEqual({})
      await setLimits({ chatPerMinute: 3 })
      now += 5000
      expect(await limits.of(actor.workspaceId)).toEqual({ chat: { points: 3, seconds: 60 } })
      expect(await limits.of(v7())).toEqual({})
    })
  })
})
