import { PrismaPg } from '@prisma/adapter-pg'
import { Client } from 'pg'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import {
  databaseKinds,
  hasDatabase,
  openTestDatabase,
  type TestDatabase,
} from '@/e2e/support/test-database'
import { PrismaClient } from '@/lib/adapters/prisma/generated/client'
import { createMemoryBus } from '@/lib/adapters/streams/memory-bus'
import type { Actor } from '@/lib/core/access/actor'
import { listMessagesSchema, type Message } from '@/lib/core/thread/message'
import { searchSchema } from '@/lib/core/search/search'
import { listThreadsSchema } from '@/lib/core/thread/thread'
import { getThread } from '@/lib/server/commands/get-thread'
import { listMessages } from '@/lib/server/commands/list-messages'
import { listMessageVersions } from '@/lib/server/commands/list-message-versions'
import { listSummaries } from '@/lib/server/commands/list-summaries'
import { listThreads } from '@/lib/server/commands/list-threads'
import { readWindow } from '@/lib/server/commands/read-window'
import { requireMessage } from '@/lib/server/commands/require-message'
import { search } from '@/lib/server/commands/search'
import { setVote } from '@/lib/server/commands/set-vote'
import { ensureLocalActor } from '@/lib/server/local-actor'
import type { Services } from '@/lib/server/services'

const count = 10_000

const threadOf = (actor: number, n: number) => idOf('0a', actor * 1_000_000 + n)
const messageOf = (n: number) => idOf('0b', n)
const idOf = (prefix: string, n: number) =>
  `${prefix}000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const sqlId = (prefix: string, n: string) =>
  `('${prefix}000000-0000-7000-8000-' || lpad(to_hex((${n})::bigint), 12, '0'))::uuid`

const long = threadOf(1, 0)
const strangers = { workspace: idOf('0d', 1), user: idOf('0d', 2) }

/** Threads of one person: each tenth archived, each thousandth pinned, each with one message that has an external id. */
const seedThreads = (actor: number, workspace: string, user: string) => [
  `INSERT INTO thread (id, workspace_id, user_id, title, model, last_sequence, active_leaf_id, active_depth, last_activity_at, archived, pinned)
   SELECT ${sqlId('0a', `${actor}000000 + n`)}, '${workspace}', '${user}', 'Thread ' || n, 'demo/skein', 1, ${sqlId('0b', `${actor}000000 + n`)}, 1,
     now() - make_interval(mins => n), n % 10 = 0, n % 1000 = 1
   FROM generate_series(1, ${count}) AS n`,
  `INSERT INTO message (id, thread_id, sequence_number, depth, role, parts, content, status, external_id)
   SELECT ${sqlId('0b', `${actor}000000 + n`)}, ${sqlId('0a', `${actor}000000 + n`)}, 1, 1, 'user', '[]', 'Said in ' || n, 'completed', 'first'
   FROM generate_series(1, ${count}) AS n`,
]

/** One thread of many messages, question and answer in turn, each with an external id, an earlier version and a vote. */
const seedLong = (workspace: string, user: string) => [
  `INSERT INTO thread (id, workspace_id, user_id, title, model, last_sequence, active_leaf_id, active_depth)
   VALUES ('${long}', '${workspace}', '${user}', 'Long', 'demo/skein', ${count}, '${messageOf(count)}', ${count})`,
  `INSERT INTO message (id, thread_id, sequence_number, parent_id, depth, role, parts, content, status, external_id)
   SELECT ${sqlId('0b', 'n')}, '${long}', n, CASE WHEN n > 1 THEN ${sqlId('0b', 'n - 1')} END, n,
     (CASE WHEN n % 2 = 1 THEN 'user' ELSE 'assistant' END)::message_role, '[]', 'Said ' || n, 'completed', 'message-' || n
   FROM generate_series(1, ${count}) AS n`,
  `INSERT INTO message_version (id, message_id, parts, content, metadata, replaced_at)
   SELECT ${sqlId('0e', 'n')}, ${sqlId('0b', 'n')}, '[]', 'Said before', '{}', now() FROM generate_series(1, ${count}) AS n`,
  `INSERT INTO vote (message_id, user_id, value)
   SELECT ${sqlId('0b', 'n')}, '${user}', 'up' FROM generate_series(2, ${count}, 2) AS n`,
]

const seedStrangers = [
  `INSERT INTO workspace (id, name) VALUES ('${strangers.workspace}', 'Elsewhere')`,
  `INSERT INTO "user" (id, name) VALUES ('${strangers.user}', 'Another')`,
]

type Statement = { sql: string; values: unknown[] }
type Row = Record<string, unknown>

type PlanNode = {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: PlanNode[]
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

/** How many rows a node took from a table or an index, those that it threw away again included. */
const rowsRead = (node: PlanNode) =>
  (node['Actual Rows'] +
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0)) *
  node['Actual Loops']

const literal = (value: unknown) =>
  value === null ? 'NULL' : `'${textOf(value).replaceAll("'", "''")}'`
const textOf = (value: unknown) =>
  Array.isArray(value) ? `{${value.map((item) => JSON.stringify(item)).join(',')}}` : String(value)

type Case = {
  what: string
  run: (services: Services, actor: Actor) => Promise<unknown>
}

const list = (query: Record<string, string>) => (services: Services, actor: Actor) =>
  listThreads(services, actor, listThreadsSchema.parse(query))
const find = (q: string) => (services: Services, actor: Actor) =>
  search(services, actor, searchSchema.parse({ q }))
const messages = (query: Record<string, unknown>) => (services: Services, actor: Actor) =>
  listMessages(services, actor, long, listMessagesSchema.parse(query))

const middle = count / 2
const answer = { id: messageOf(middle), thread_id: long, role: 'assistant' } as Message
/**
 * What all statements of one case together may take from tables and indexes, and how many pages of 8 kB they may touch: a
 * page of 20 with one row more, a preview or vote for each, and what leads to them.
 */
const mostRows = 100
const mostBlocks = 200

const cases: Case[] = [
  { what: 'the first page of threads', run: list({}) },
  { what: 'archived threads', run: list({ archived: 'true' }) },
  { what: 'pinned threads', run: list({ pinned: 'true' }) },
  { what: 'threads that are not pinned', run: list({ pinned: 'false' }) },
  {
    what: 'opening: the newest messages of the active branch',
    run: (services, actor) => getThread(services, actor, long, ['messages']),
  },
  {
    what: 'opening: the messages around one of them',
    run: (services, actor) =>
      readWindow(services, actor, {
        threadId: long,
        place: { message: messageOf(middle) },
        limit: 20,
      }),
  },
  { what: 'the newest messages of the whole thread', run: messages({}) },
  { what: 'messages before a number', run: messages({ before_sequence: middle }) },
  { what: 'messages after a number', run: messages({ after_sequence: middle }) },
  {
    what: 'older messages of a branch, as the page asks for them',
    run: messages({ branch: messageOf(middle) }),
  },
  {
    what: 'a branch before a number',
    run: messages({ branch: 'active', before_sequence: middle }),
  },
  {
    what: 'a branch after a number',
    run: messages({ branch: 'active', after_sequence: middle }),
  },
  {
    what: 'a message by its id',
    run: (services, actor) => requireMessage(services, actor, messageOf(middle)),
  },
  {
    what: 'a message by its external id',
    run: (services, actor) => requireMessage(services, actor, 'message-5000'),
  },
  {
    what: 'a message by an external id that each thread has',
    run: (services, actor) => requireMessage(services, actor, 'first', { thread: threadOf(1, 77) }),
  },
  {
    what: 'the earlier versions of a message',
    run: (services) => listMessageVersions(services, answer),
  },
  {
    what: 'a vote that is set again',
    run: (services, actor) => setVote(services, actor, { message: answer, value: 'down' }),
  },
  {
    what: 'a vote that is taken back',
    run: (services, actor) => setVote(services, actor, { message: answer, value: null }),
  },
]

describe.each(databaseKinds)('statements over 10,000 threads and messages on %s', (kind) => {
  describe.skipIf(!hasDatabase(kind))('', () => {
    let opened: TestDatabase
    let prisma: PrismaClient
    let services: Services
    let actor: Actor
    let close: () => Promise<void>
    let query: (sql: string) => Promise<Row[]>
    let sent: Statement[] = []

    /** A client beside the server's own on the same database, which tells what it sends. */
    function openRecording() {
      const { connection } = opened.database
      const adapter =
        connection.kind === 'pglite'
          ? new PrismaPGlite(connection.pglite)
          : new PrismaPg({ connectionString: connection.url })
      const client = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] })
      client.$on('query', ({ query: sql, params }) =>
        sent.push({ sql, values: JSON.parse(params) as unknown[] }),
      )
      return client
    }

    async function openPlain() {
      const { connection } = opened.database
      if (connection.kind === 'pglite') {
        query = async (sql) => (await connection.pglite.query<Row>(sql)).rows
        return async () => undefined
      }
      const client = new Client({ connectionString: connection.url })
      await client.connect()
      query = async (sql) => (await client.query<Row>(sql)).rows
      return () => client.end()
    }

    beforeAll(async () => {
      opened = await openTestDatabase(kind)
      prisma = openRecording()
      close = await openPlain()
      actor = await ensureLocalActor(prisma)
      services = {
        prisma,
        database: opened.database,
        clock: { now: () => Date.now() },
        bus: createMemoryBus(),
      } as Partial<Services> as Services
      for (const sql of [
        ...seedStrangers,
        ...seedThreads(1, actor.workspaceId, actor.userId),
        ...seedThreads(2, actor.workspaceId, strangers.user),
        ...seedThreads(3, strangers.workspace, strangers.user),
        ...seedLong(actor.workspaceId, actor.userId),
        'ANALYZE',
      ]) {
        await query(sql)
      }
    }, 120_000)
    afterAll(async () => {
      await prisma.$disconnect()
      await close()
      await opened.drop()
    })

    async function statementsOf(run: Case['run']): Promise<Statement[]> {
      sent = []
      await run(services, actor)
      expect(sent.length).toBeGreaterThan(0)
      return sent
    }

    /** Runs a prepared statement for the so manieth time, and tells what each step of its plan did. */
    async function explain({ sql, values }: Statement, runs: number) {
      const execute = `EXECUTE explained(${values.map(literal).join(', ')})`
      await query(`PREPARE explained AS ${sql}`)
      for (let n = 1; n < runs; n++) await query(execute)
      const [row] = await query(`EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${execute}`)
      await query('DEALLOCATE explained')
      const [{ Plan }] = row?.['QUERY PLAN'] as [{ Plan: PlanNode }]
      return Plan
    }

    async function measure(run: Case['run'], runs: number) {
      const plans = []
      for (const statement of await statementsOf(run)) plans.push(await explain(statement, runs))
      const nodes = plans.flatMap(nodesOf)
      const readers = nodes.filter((node) => / Scan$/.test(node['Node Type']))
      return {
        scanned: readers
          .filter((node) => /Seq Scan$/.test(node['Node Type']))
          .map((node) => node['Relation Name']),
        rows: readers.map(rowsRead).reduce((a, b) => a + b, 0),
        blocks: plans
          .map((plan) => plan['Shared Hit Blocks'] + plan['Shared Read Blocks'])
          .reduce((a, b) => a + b, 0),
      }
    }

    // From the sixth time on PostgreSQL may plan once for all values, and the embedded database keeps statements prepared.
    describe.each([
      ['first', 1],
      ['seventh', 7],
    ])('run for the %s time', (_, runs) => {
      it.each(cases)('read few rows: $what', async ({ run }) => {
        const found = await measure(run, runs)
        expect(found.scanned).toEqual([])
        expect(found.rows).toBeLessThanOrEqual(mostRows)
        expect(found.blocks).toBeLessThanOrEqual(mostBlocks)
      })

      it('do not walk through a thread that has no summary', async () => {
        const found = await measure((...who) => listSummaries(...who, long), runs)
        expect(found.rows).toBeLessThanOrEqual(mostRows)
        expect(found.blocks).toBeLessThanOrEqual(mostBlocks)
      })

      it('read few rows deep in the list of threads', async () => {
        let cursor: string | undefined
        for (let n = 0; n < 40; n++) {
          const query = listThreadsSchema.parse({ limit: '100', cursor })
          cursor = (await listThreads(services, actor, query)).next_cursor ?? undefined
        }
        const found = await measure(list({ cursor: cursor! }), runs)
        expect(found.scanned).toEqual([])
        expect(found.rows).toBeLessThanOrEqual(mostRows)
        expect(found.blocks).toBeLessThanOrEqual(mostBlocks)
      })

      it('look for a title among the threads of the one who asks only', async () => {
        const found = await measure(list({ q: 'Thread 99999' }), runs)
        expect(found.scanned).toEqual([])
        expect(found.rows).toBeGreaterThan(count / 2)
        expect(found.rows).toBeLessThanOrEqual(count + 1)
      })

      // Titles are looked through twice, by their letters and by what is spelled alike; the table of messages has 1,600 blocks.
      it('search for a rare word by its index, and among the titles of the one who asks', async () => {
        const found = await measure(find('4321'), runs)
        expect(found.scanned).toEqual([])
        expect(found.rows).toBeLessThanOrEqual(2 * (count + 1) + mostRows)
        expect(found.blocks).toBeLessThanOrEqual(1000)
      })

      it('look at each message once for a word that all have', async () => {
        const found = await measure(find('said'), runs)
        expect(found.rows).toBeLessThanOrEqual(2 * (count + 1) + 4 * count + count + 1000)
      })
    })
  })
})
