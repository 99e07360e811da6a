import { EventEmitter, once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import {
  databaseKinds,
  hasDatabase,
  openTestDatabase,
  type TestDatabase,
} from '@/e2e/support/test-database'
import { createMemoryModels, type ScriptedCall } from '@/lib/adapters/memory/memory-models'
import { openDatabase } from '@/lib/adapters/prisma/open-database'
import { createMemoryBus } from '@/lib/adapters/streams/memory-bus'
import { createMemoryTurnLogs } from '@/lib/adapters/streams/memory-turn-logs'
import type { Actor } from '@/lib/core/access/actor'
import { failedTool } from '@/lib/core/turn/message-builder'
import { decodeChunks } from '@/lib/core/turn/sse'
import type { TurnChunk } from '@/lib/core/turn/turn'
import { textPart, type TurnRequest } from '@/lib/core/turn/turn-request'
import { listMessages } from '@/lib/server/commands/list-messages'
import { deleteThread } from '@/lib/server/commands/delete-thread'
import { startTurn } from '@/lib/server/commands/start-turn'
import { stopTurn } from '@/lib/server/commands/stop-turn'
import { requireBudget } from '@/lib/server/limits/require-budget'
import { ensureLocalActor } from '@/lib/server/local-actor'
import { Calibrations } from '@/lib/server/context/calibrations'
import { createMemoryFileStore } from '@/lib/adapters/memory/memory-file-store'
import { Attachments } from '@/lib/server/files/attachments'
import { ContextLoader } from '@/lib/server/context/context-loader'
import type { Database, Services } from '@/lib/server/services'
import type { TurnJob } from '@/lib/server/turns/finish-with-jobs'
import { TurnEngine } from '@/lib/server/turns/turn-engine'
import { createTurnMirror } from '@/lib/server/turns/turn-mirror'
import { TurnQueue } from '@/lib/server/turns/turn-queue'

const ask = (threadId: string | null, text: string, key: string | null = null): TurnRequest => ({
  threadId,
  createsThread: true,
  question: { parts: [textPart(text)], externalId: key, metadata: {} },
  answerExternalId: null,
  model: null,
  visibility: 'private',
  key,
})

async function readAll(stream: ReadableStream<Uint8Array>): Promise<TurnChunk[]> {
  const chunks: TurnChunk[] = []
  for await (const chunk of decodeChunks(stream)) chunks.push(chunk)
  return chunks
}

const textOf = (chunks: TurnChunk[]) =>
  chunks.map((chunk) => (chunk.type === 'text-delta' ? chunk.delta : '')).join('')

/** A model call that goes on when the test says so. */
function gate() {
  const events = new EventEmitter()
  let isOpen = false
  return {
    open() {
      isOpen = true
      events.emit('open')
    },
    passed: async (signal: AbortSignal) => {
      if (!isOpen) await once(events, 'open', { signal })
    },
  }
}

describe.each(databaseKinds)('the turn engine on %s', (kind) => {
  describe.skipIf(!hasDatabase(kind))('', () => {
    let test: TestDatabase
    let actor: Actor
    let engines: TurnEngine[] = []

    beforeAll(async () => {
      test = await openTestDatabase(kind)
      actor = await ensureLocalActor(test.database.prisma)
    })
    afterEach(async () => {
      await Promise.all(engines.map((engine) => engine.close()))
      engines = []
    })
    afterAll(() => test.drop())

    /** A process of its own, as far as turns are concerned. */
    async function process(
      call: ScriptedCall,
      options: {
        database?: Database
        owner?: string
        runs?: boolean
        onJobs?: (jobs: readonly TurnJob[]) => void
        idleTimeoutMs?: number
      } = {},
    ): Promise<Services> {
      const { prisma } = options.database ?? test.database
      const bus = createMemoryBus()
      const logs = createMemoryTurnLogs()
      const queue = new TurnQueue(prisma, options.owner ?? crypto.randomUUID())
      const models = createMemoryModels(call)
      const clock = { now: () => Date.now() }
      const log = { info() {}, warn() {}, error() {} }
      const calibrations = new Calibrations(prisma)
      const context = new ContextLoader({
        prisma,
        calibrations,
        attachments: new Attachments({ prisma, files: createMemoryFileStore() }),
        keepRecent: 4,
      })
      const engine = new TurnEngine({
        queue,
        models,
        context,
        calibrations,
        summaries: { threshold: 20, keepRecent: 4, tokenShare: 0.6 },
        writesTitles: true,
        requireBudget: (workspaceId) =>
          requireBudget({ prisma, clock }, { workspaceId, role: 'member' }),
        finishWithJobs: (turn, due) => {
          options.onJobs?.(due)
          return queue.finish(turn)
        },
        logs,
        bus,
        clock,
        log,
        idleTimeoutMs: options.idleTimeoutMs ?? 30_000,
        maxRunningTurns: 100,
        exclusive: false,
        mirror: createTurnMirror({ queue, logs, prisma }),
        metrics: { observeTurn() {} },
      })
      if (options.runs !== false) {
        engines.push(engine)
        await engine.start()
      }
      // The parts of the services that turns use.
      return { prisma, bus, logs, queue, models, clock, log, engine } as unknown as Services
    }

    const messagesOf = async (services: Services, threadId: string) =>
      (await listMessages(services, actor, threadId, { limit: 200 })).data

    it('keeps a question and its streamed answer', async () => {
      const services = await process(async function* () {
        yield 'Hello '
        yield 'there'
      })
      const turn = await startTurn(services, actor, ask(null, 'Hi'))
      const chunks = await readAll(turn.log.read())
      expect(chunks[0]).toMatchObject({ type: 'start', messageId: turn.answerId })
      expect(textOf(chunks)).toBe('Hello there')
      expect(chunks.at(-2)).toMatchObject({ type: 'data-outcome', data: { status: 'completed' } })
      expect(chunks.at(-1)).toMatchObject({ type: 'finish' })
      const [question, answer] = await messagesOf(services, turn.threadId)
      expect(question).toMatchObject({ sequence_number: 1, role: 'user', content: 'Hi' })
      expect(answer).toMatchObject({
        id: turn.answerId,
        sequence_number: 2,
        parent_id: question?.id,
        content: 'Hello there',
        status: 'completed',
        usage: { input_tokens: 10, output_tokens: 5, cost: 0.00002 },
      })
    })

    it('keeps an answer with characters that no database stores', async () => {
      const services = await process(async function* () {
        yield 'a\0b \ud83d'
        yield '\ude00 \ud800 c'
      })
      const turn = await startTurn(services, actor, ask(null, 'Hi'))
      const chunks = await readAll(turn.log.read())
      expect(chunks.at(-2)).toMatchObject({ data: { status: 'completed' } })
      const [, answer] = await messagesOf(services, turn.threadId)
      expect(answer).toMatchObject({ status: 'completed', content: 'ab 😀 \ufffd c' })
    })

    it('keeps which jobs the end of a turn causes', async () => {
      const due: TurnJob[] = []
      const services = await process(
        async function* () {
          yield 'Hello'
        },
        { onJobs: (jobs) => due.push(...jobs) },
      )
      const first = await startTurn(services, actor, ask(null, 'Hi'))
      await first.log.ended
      const about = { thread_id: first.threadId, last_message_id: first.answerId }
      expect(due).toEqual([{ name: 'write-title', data: about }])

      await test.database.prisma.thread.update({
        where: { id: first.threadId },
        data: { titleSource: 'person' },
      })
      due.length = 0
      let last = first
      for (let n = 2; n <= 10; n++) {
        last = await startTurn(services, actor, ask(first.threadId, `Question ${n}`))
        await last.log.ended
        expect(due.length).toBe(n === 10 ? 1 : 0)
      }
      expect(due).toEqual([
        {
          name: 'write-summary',
          data: { ...about, last_message_id: last.answerId, trigger: 'threshold' },
        },
      ])
    })

    it('needs at most eight statements for a turn', async () => {
      let statements = 0
      const { prisma } = test.database
      const counted = new Proxy(prisma, {
        get(target, name: keyof Database['prisma']) {
          if (name === '$queryRaw' || name === '$executeRaw') statements++
          return target[name]
        },
      })
      const services = await process(
        async function* () {
          yield 'Hello'
        },
        { database: { ...test.database, prisma: counted } },
      )
      const threadId = crypto.randomUUID()
      for (const text of ['first', 'second']) {
        statements = 0
        const turn = await startTurn(services, actor, ask(threadId, text))
        await turn.log.ended
        await expect.poll(() => services.engine.runningTurns).toBe(0)
        expect(statements).toBeGreaterThanOrEqual(3)
        expect(statements).toBeLessThanOrEqual(8)
      }
    })

    it('answers twenty questions to one thread in the order in which they were accepted', async () => {
      let running = 0
      const services = await process(async function* ({ prompt }) {
        expect(++running).toBe(1)
        await new Promise(setImmediate)
        yield `${(prompt as unknown[]).length} messages`
        running--
      })
      const threadId = crypto.randomUUID()
      const turns = await Promise.all(
        Array.from({ length: 20 }, (_, n) => startTurn(services, actor, ask(threadId, `q${n}`))),
      )
      await Promise.all(turns.map(({ log }) => log.ended))
      const messages = await messagesOf(services, threadId)
      expect(messages.map((message) => message.sequence_number)).toEqual(
        Array.from({ length: 40 }, (_, n) => n + 1),
      )
      const answers = messages.filter(({ role }) => role === 'assistant')
      expect(answers.map(({ content }) => content)).toEqual(
        answers.map((_, n) => `${2 * n + 1} messages`),
      )
      messages.slice(1).forEach((message, n) => expect(message.parent_id).toBe(messages[n]?.id))
    })

    it('starts one turn for a request that is sent ten times', async () => {
      let calls = 0
      const services = await process(async function* () {
        calls++
        yield 'once'
      })
      const threadId = crypto.randomUUID()
      const turns = await Promise.all(
        Array.from({ length: 10 }, () => startTurn(services, actor, ask(threadId, 'Hi', 'key'))),
      )
      const texts = await Promise.all(
        turns.map(async ({ log }) => textOf(await readAll(log.read()))),
      )
      expect(new Set(turns.map(({ turnId }) => turnId)).size).toBe(1)
      expect(texts).toEqual(turns.map(() => 'once'))
      expect(calls).toBe(1)
      expect(await messagesOf(services, threadId)).toHaveLength(2)

      const other = await process(async function* () {})
      const late = await startTurn(other, actor, ask(threadId, 'Hi', 'key'))
      expect(textOf(await readAll(late.log.read()))).toBe('once')
      await expect(startTurn(services, actor, ask(threadId, 'Ho', 'key'))).rejects.toMatchObject({
        code: 'request_key_reused',
      })
    })

    it('takes repeated requests while the turn that they repeat ends', async () => {
      const services = await process(async function* () {
        yield 'ok'
      })
      for (let round = 0; round < 40; round++) {
        const threadId = crypto.randomUUID()
        const first = await startTurn(services, actor, ask(threadId, 'Hi', 'key'))
        const repeated = await Promise.all(
          Array.from({ length: 8 }, () => startTurn(services, actor, ask(threadId, 'Hi', 'key'))),
        )
        expect(new Set(repeated.map(({ turnId }) => turnId))).toEqual(new Set([first.turnId]))
        await first.log.ended
      }
    })

    it('stops a turn before its first token, and one that waits', async () => {
      const never = gate()
      let aborted = 0
      const services = await process(async function* ({ abortSignal }) {
        abortSignal.addEventListener('abort', () => aborted++)
        await never.passed(abortSignal)
        yield 'too late'
      })
      const threadId = crypto.randomUUID()
      const first = await startTurn(services, actor, ask(threadId, 'one'))
      const second = await startTurn(services, actor, ask(threadId, 'two'))
      await stopTurn(services, actor, { threadId, turnId: second.turnId })
      await second.log.ended
      await expect.poll(() => services.engine.isRunning(first.turnId)).toBe(true)
      await stopTurn(services, actor, { threadId, turnId: undefined })
      await first.log.ended
      const messages = await messagesOf(services, threadId)
      expect(messages.map(({ status }) => status)).toEqual([
        'completed',
        'stopped',
        'completed',
        'stopped',
      ])
      expect(aborted).toBe(1)
      await expect(
        stopTurn(services, actor, { threadId, turnId: undefined }),
      ).rejects.toMatchObject({ code: 'turn_not_active' })
    })

    it('counts what an answer used whose thread is deleted while it runs', async () => {
      const never = gate()
      const services = await process(async function* ({ abortSignal }) {
        yield 'It cost something.'
        await never.passed(abortSignal)
      })
      await services.prisma.usageDay.deleteMany()
      const { threadId, turnId, log } = await startTurn(services, actor, ask(null, 'one'))
      for await (const chunk of decodeChunks(log.read())) if (chunk.type === 'text-delta') break
      await deleteThread(services, actor, threadId)
      await log.ended
      await expect.poll(() => services.engine.isRunning(turnId)).toBe(false)
      const used = await services.prisma.usageDay.findMany()
      expect(used).toMatchObject([
        { userId: actor.userId, workspaceId: actor.workspaceId, turns: 1 },
      ])
    })

    it('asks no model for a turn that waited until the budget was spent', async () => {
      const first = gate()
      const services = await process(async function* ({ abortSignal }) {
        await first.passed(abortSignal)
        yield 'answer'
      })
      const { workspaceId, userId } = actor
      const setBudget = (monthlyBudget: number | null) =>
        services.prisma.workspace.update({ where: { id: workspaceId }, data: { monthlyBudget } })
      await setBudget(1)
      const threadId = crypto.randomUUID()
      const running = await startTurn(services, actor, ask(threadId, 'one'))
      const waiting = await startTurn(services, actor, ask(threadId, 'two'))
      const spent = { workspaceId, userId, model: 'another/model', cost: 1 }
      await services.prisma.usageDay.create({ data: { ...spent, day: new Date() } })
      first.open()
      await Promise.all([running.log.ended, waiting.log.ended])
      await setBudget(null)
      const answers = (await messagesOf(services, threadId)).filter(({ role }) => role !== 'user')
      expect(answers).toMatchObject([
        { status: 'completed', content: 'answer' },
        { status: 'failed', error: { code: 'budget_spent' } },
      ])
    })

    it('ends an answer that falls silent, and keeps what had arrived', async () => {
      const services = await process(
        async function* ({ abortSignal }) {
          yield 'half'
          await gate().passed(abortSignal)
        },
        { idleTimeoutMs: 300 },
      )
      const turn = await startTurn(services, actor, ask(null, 'Hi'))
      await turn.log.ended
      const [, answer] = await messagesOf(services, turn.threadId)
      expect(answer).toMatchObject({
        status: 'failed',
        content: 'half',
        error: { code: 'provider_timeout' },
      })
    })

    it('stores the text of an answer while it streams', async () => {
      const end = gate()
      const services = await process(async function* ({ abortSignal }) {
        yield 'seen'
        await end.passed(abortSignal).catch(() => undefined)
      })
      const turn = await startTurn(services, actor, ask(null, 'Hi'))
      await expect
        .poll(async () => (await messagesOf(services, turn.threadId))[1]?.parts, {
          interval: 20,
          timeout: 5000,
        })
        .toContainEqual(expect.objectContaining({ type: 'text', text: 'seen' }))
      end.open()
      await turn.log.ended
    })

    it('marks running turns as interrupted when the process leaves, and the queue goes on elsewhere', async () => {
      const services = await process(async function* ({ abortSignal }) {
        yield 'so far'
        await gate().passed(abortSignal)
      })
      const threadId = crypto.randomUUID()
      const first = await startTurn(services, actor, ask(threadId, 'one'))
      await startTurn(services, actor, ask(threadId, 'two'))
      const reader = first.log.read().getReader()
      for (let text = ''; !text.includes('so far');) {
        text += new TextDecoder().decode((await reader.read()).value)
      }
      await services.engine.close()
      const next = await process(async function* () {
        yield 'answered'
      })
      await expect
        .poll(async () => (await messagesOf(next, threadId)).map((m) => [m.status, m.content]), {
          timeout: 4000,
        })
        .toEqual([
          ['completed', 'one'],
          ['interrupted', 'so far'],
          ['completed', 'two'],
          ['completed', 'answered'],
        ])
    })

    it('gives back a turn that it was claiming while it closed', async () => {
      const end = gate()
      const answer: ScriptedCall = async function* ({ abortSignal }) {
        await end.passed(abortSignal)
        yield 'answered'
      }
      const leaving = await process(answer)
      const first = await startTurn(leaving, actor, ask(null, 'one'))
      const { queue } = leaving
      const claim = queue.claim.bind(queue)
      let closing: Promise<void> | undefined
      queue.claim = async (thread) => {
        const turn = await claim(thread)
        if (turn) closing ??= leaving.engine.close()
        return turn
      }
      const { threadId } = await startTurn(leaving, actor, ask(first.threadId, 'two'))
      end.open()
      await expect.poll(() => closing !== undefined, { timeout: 4000 }).toBe(true)
      await closing
      const statuses = async () => (await messagesOf(leaving, threadId)).map(({ status }) => status)
      expect(await statuses()).toEqual(['completed', 'completed', 'completed', 'pending'])
      await process(answer)
      await expect
        .poll(statuses, { timeout: 4000 })
        .toEqual(['completed', 'completed', 'completed', 'completed'])
    })

    it('gives back a turn that was accepted while it closed', async () => {
      const leaving = await process(async function* () {})
      const begin = leaving.engine.begin.bind(leaving.engine)
      let closing: Promise<void> | undefined
      leaving.engine.begin = (turn) => {
        closing = leaving.engine.close()
        begin(turn)
      }
      const turn = await startTurn(leaving, actor, ask(null, 'Hi'))
      await closing
      const next = await process(async function* () {
        yield 'answered'
      })
      await expect
        .poll(async () => (await messagesOf(next, turn.threadId))[1], { timeout: 4000 })
        .toMatchObject({ status: 'completed', content: 'answered' })
    })

    it('lets no snapshot that waited for the end of a turn overwrite it', async () => {
      const { queue, prisma, ...services } = await process(async function* () {}, { runs: false })
      const turn = await startTurn(
        { queue, prisma, ...services } as Services,
        actor,
        ask(null, 'Hi'),
      )
      await queue.claim(turn.threadId)
      const ids = { turnId: turn.turnId, attempt: 1, answerId: turn.answerId }
      const parts = [textPart('whole')]
      let snapshot: Promise<void> | undefined
      await prisma.$transaction(async (transaction) => {
        const finished = { outcome: 'completed' as const, error: null, model: 'memory/model' }
        const rest = { usage: null, estimate: null, metadata: {}, firstTokenAt: null, ledger: null }
        const { userId, workspaceId } = actor
        const whose = { userId, workspaceId }
        await queue.finish(
          { ...ids, ...whose, ...finished, ...rest, parts, content: 'whole' },
          transaction,
        )
        snapshot = queue.snapshot([{ ...ids, parts: [textPart('who')] }])
        // Until the snapshot waits for the row, where a database has several sessions.
        const waits = async () =>
          kind === 'pglite' ||
          (await transaction.$queryRaw<unknown[]>`
            SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'`)
        await expect.poll(waits).not.toEqual([])
      })
      await snapshot
      const [, answer] = await messagesOf({ prisma } as Services, turn.threadId)
      expect(answer).toMatchObject({ status: 'completed', parts })
    })

    it('ends what a dead process left as interrupted, keeps its text and never runs it again', async () => {
      const dead = await process(async function* () {}, { runs: false })
      const turn = await startTurn(dead, actor, ask(null, 'Hi'))
      const claimed = await dead.queue.claim(turn.threadId)
      expect(claimed).toMatchObject({ id: turn.turnId, attempt: 1 })
      const snapshot = { turnId: turn.turnId, attempt: 1, answerId: turn.answerId }
      const thought = { type: 'reasoning', text: 'Hm', state: 'streaming' } as const
      const call = {
        type: 'tool-look',
        toolCallId: 'c',
        state: 'input-available',
        input: {},
      } as const
      const parts = [textPart('a'), thought, call, textPart('b')]
      await dead.queue.snapshot([{ ...snapshot, parts }])
      await dead.prisma.turn.update({
        where: { id: turn.turnId },
        data: { leaseUntil: new Date(0) },
      })
      let calls = 0
      const services = await process(async function* () {
        calls++
        yield 'again'
      })
      const [, answer] = await messagesOf(services, turn.threadId)
      expect(answer).toMatchObject({ status: 'interrupted', content: 'a\n\nb' })
      expect(answer?.parts).toEqual([
        textPart('a'),
        { ...thought, state: 'done' },
        { ...call, ...failedTool },
        textPart('b'),
      ])
      expect(calls).toBe(0)

      await dead.queue.snapshot([{ ...snapshot, parts: [textPart('late')] }])
      const finished = await dead.queue.finish({
        ...snapshot,
        userId: actor.userId,
        workspaceId: actor.workspaceId,
        outcome: 'completed',
        error: null,
        model: 'memory/model',
        usage: null,
        estimate: null,
        parts: [textPart('late')],
        content: 'late',
        metadata: {},
        firstTokenAt: null,
        ledger: null,
      })
      expect(finished).toBeNull()
      expect((await messagesOf(services, turn.threadId))[1]).toEqual(answer)
    })

    it('gives out gapless numbers and one running turn per thread across processes', async () => {
      const other = test.url ? await openDatabase({ url: test.url, dataDir: '' }) : test.database
      const call: ScriptedCall = async function* () {
        await new Promise(setImmediate)
        yield 'ok'
      }
      const one = await process(call)
      const two = await process(call, { database: other })
      const threads = [crypto.randomUUID(), crypto.randomUUID()]
      const turns = await Promise.all(
        Array.from({ length: 60 }, (_, n) =>
          startTurn(n % 3 ? one : two, actor, ask(threads[n % 2] as string, `q${n}`)),
        ),
      )
      const texts = await Promise.all(
        turns.map(async ({ log }) => textOf(await readAll(log.read()))),
      )
      expect(texts).toEqual(turns.map(() => 'ok'))
      for (const threadId of threads) {
        const messages = await messagesOf(one, threadId)
        expect(messages.map(({ sequence_number }) => sequence_number)).toEqual(
          Array.from({ length: 60 }, (_, n) => n + 1),
        )
        expect(new Set(messages.map(({ parent_id }) => parent_id)).size).toBe(60)
        expect(messages.every(({ status }) => status === 'completed')).toBe(true)
      }
      await Promise.all(engines.map((engine) => engine.close()))
      engines = []
      if (other !== test.database) await other.close()
    }, 30_000)
  })
})
