import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import {
  databaseKinds,
  hasDatabase,
  openTestDatabase,
  type TestDatabase,
} from '@/e2e/support/test-database'
import { createMemoryModels, memoryModel } from '@/lib/adapters/memory/memory-models'
import { createMemoryBus } from '@/lib/adapters/streams/memory-bus'
import { loadTokenCounter } from '@/lib/core/context/count-tokens'
import type { Actor } from '@/lib/core/access/actor'
import { textPart } from '@/lib/core/turn/turn-request'
import { createSummary } from '@/lib/server/commands/create-summary'
import { deleteMessage } from '@/lib/server/commands/delete-message'
import { requireMessage } from '@/lib/server/commands/require-message'
import { listSummaries } from '@/lib/server/commands/list-summaries'
import { Calibrations } from '@/lib/server/context/calibrations'
import { createMemoryFileStore } from '@/lib/adapters/memory/memory-file-store'
import { Attachments } from '@/lib/server/files/attachments'
import { ContextLoader } from '@/lib/server/context/context-loader'
import { parseEnv } from '@/lib/server/env'
import { ensureLocalActor } from '@/lib/server/local-actor'
import type { Services } from '@/lib/server/services'

const keepRecent = 4

type Node = {
  id: string
  parent: Node | null
  role: 'user' | 'assistant'
  depth: number
  name: string
}

type Operation =
  | { kind: 'ask'; words: number }
  | { kind: 'edit'; place: number; words: number }
  | { kind: 'regenerate'; place: number; words: number }
  | { kind: 'delete'; place: number }
  | { kind: 'summarise' }
  | { kind: 'switch'; window: number }

const words = fc.integer({ min: 10, max: 60 })
const place = fc.nat()
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('ask' as const), words }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('edit' as const), place, words }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('regenerate' as const), place, words }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), place }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('summarise' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('switch' as const),
      window: fc.constantFrom(500, 2000, 8000),
    }),
  },
)

const pathTo = (leaf: Node | null): Node[] => (leaf ? [...pathTo(leaf.parent), leaf] : [])

describe.each(databaseKinds)('the context of a thread on %s', (kind) => {
  describe.skipIf(!hasDatabase(kind))('', () => {
    let test: TestDatabase
    let actor: Actor
    let services: Services
    let queries: { text: string; rows: number }[] = []

    beforeAll(async () => {
      test = await openTestDatabase(kind)
      const { prisma: database } = test.database
      actor = await ensureLocalActor(database)
      // What reading costs: the raw queries and the rows that they give back.
      const prisma = database.$extends({
        query: {
          async $allOperations({ operation, args, query }) {
            const result: unknown = await query(args)
            queries.push({ text: operation, rows: Array.isArray(result) ? result.length : 1 })
            return result
          },
        },
      }) as unknown as Services['prisma']
      const calibrations = new Calibrations(prisma)
      services = {
        prisma,
        calibrations,
        tokenCounter: loadTokenCounter,
        context: new ContextLoader({
          prisma,
          calibrations,
          attachments: new Attachments({ prisma, files: createMemoryFileStore() }),
          keepRecent,
        }),
        // Names every message that it was told of, so that a summary shows what it stands for.
        models: createMemoryModels(async function* ({ prompt }) {
          const said = JSON.stringify(prompt).replaceAll('\\n', ' ')
          yield [...new Set(said.match(/\bm\d+\b/g))].slice(-200).join(' ')
        }),
        env: parseEnv({}),
        bus: createMemoryBus(),
        clock: { now: () => Date.now() },
        log: { info() {}, warn() {}, error() {} },
      } as unknown as Services
    })
    afterAll(() => test.drop())

    /** A thread whose rows are written as its turns would have left them. */
    function openThread() {
      const id = v7()
      let count = 0
      let leaf: Node | null = null
      const nodes = new Map<string, Node>()
      const deleted = new Set<string>()

      async function put(node: Omit<Node, 'id' | 'name' | 'depth'>, length: number): Promise<Node> {
        count++
        const full = { ...node, id: v7(), name: `m${count}`, depth: (node.parent?.depth ?? 0) + 1 }
        const content = `${full.name} ${'word '.repeat(length)}`.trim()
        await test.database.prisma.$executeRaw`
          INSERT INTO message (id, thread_id, sequence_number, parent_id, depth, role, parts, content, status)
          VALUES (${full.id}::uuid, ${id}::uuid, ${count}, ${full.parent?.id ?? null}::uuid, ${full.depth},
            ${full.role}::message_role, ${JSON.stringify([{ type: 'text', text: content }])}::jsonb, ${content}, 'completed')`
        await test.database.prisma.thread.update({
          where: { id },
          data: { activeLeafId: full.id, activeDepth: full.depth, lastSequence: count },
        })
        nodes.set(full.id, full)
        leaf = full
        return full
      }
      const ask = async (parent: Node | null, length: number) =>
        put({ parent: await put({ parent, role: 'user' }, length), role: 'assistant' }, length)

      return {
        id,
        deleted,
        path: () => pathTo(leaf),
        create: () =>
          test.database.prisma.thread.create({
            data: {
              id,
              workspaceId: actor.workspaceId,
              userId: actor.userId,
              title: 'New conversation',
              model: memoryModel.id,
            },
          }),
        ask: (length: number) => ask(leaf, length),
        async run(operation: Operation) {
          const path = pathTo(leaf)
          const pick = (of: readonly Node[], n: number) => of[n % of.length]
          if (operation.kind === 'ask') return void (await ask(leaf, operation.words))
          if (operation.kind === 'edit') {
            const question = pick(
              path.filter(({ role }) => role === 'user'),
              operation.place,
            )
            return void (question && (await ask(question.parent, operation.words)))
          }
          if (operation.kind === 'regenerate') {
            const answer = pick(
              path.filter(({ role }) => role === 'assistant'),
              operation.place,
            )
            if (answer) await put({ parent: answer.parent, role: 'assistant' }, operation.words)
            return
          }
          if (operation.kind === 'delete') {
            const alive = path.filter((node) => !deleted.has(node.id))
            const node = pick(alive, operation.place)
            if (!node) return
            await deleteMessage(services, await requireMessage(services, actor, node.id))
            deleted.add(node.id)
            // Another version may have taken the place of what the thread ended with.
            const { activeLeafId } = await services.prisma.thread.findUniqueOrThrow({
              where: { id },
            })
            leaf = nodes.get(activeLeafId ?? '') ?? null
            return
          }
          if (operation.kind === 'summarise') {
            const signal = new AbortController().signal
            await createSummary(services, actor, { threadId: id, body: {}, signal }).catch(
              (error: { code?: string }) => expect(error.code).toBe('nothing_to_summarise'),
            )
          }
        },
      }
    }

    const preview = (thread: ReturnType<typeof openThread>, window: number) =>
      services.context.load({
        model: { ...memoryModel, context_window: window },
        systemPrompt: 'Be brief.',
        end: { leafId: thread.path().at(-1)?.id ?? null, draft: [textPart('And now?')] },
      })

    async function checkPromises(thread: ReturnType<typeof openThread>, window: number) {
      const path = thread.path()
      const alive = path.filter(({ id }) => !thread.deleted.has(id))
      const { data: chain } = await listSummaries(services, actor, thread.id)
      const context = await preview(thread, window)

      // The links follow each other, without gap or overlap, from the first message on.
      chain.forEach((link, index) => {
        expect(link.predecessor_id).toBe(chain[index - 1]?.id ?? null)
        expect(link.first_position).toBeGreaterThan(chain[index - 1]?.last_position ?? 0)
        expect(link.in_force).toBe(index === chain.length - 1)
      })
      const linksOf = ({ depth }: Node) =>
        chain.filter((link) => link.first_position <= depth && depth <= link.last_position)
      const sent = new Set(context.segments.map(({ message_id }) => message_id))
      const dropped = new Set(
        context.omitted
          .filter(({ kind }) => kind === 'history')
          .flatMap((run) => {
            const from = path.findIndex(({ id }) => id === run.first_message_id)
            const to = path.findIndex(({ id }) => id === run.last_message_id)
            return path.slice(from, to + 1).map(({ id }) => id)
          }),
      )
      alive.forEach((node, index) => {
        const links = linksOf(node)
        const isRecent = index >= alive.length - keepRecent
        const isThere = sent.has(node.id) || dropped.has(node.id)
        expect(links.length).toBeLessThanOrEqual(1)
        if (links.length === 0 || isRecent) expect(isThere, node.name).toBe(true)
        else expect(sent.has(node.id), node.name).toBe(false)
      })

      // The summary in force tells of the messages of its chain, and of no other, such as a deleted one.
      const told = new Set(chain.at(-1)?.content.match(/m\d+/g) ?? [])
      const covered = alive.filter((node) => linksOf(node).length === 1)
      expect([...told].toSorted()).toEqual(covered.map(({ name }) => name).toSorted())

      expect(context.budget.used).toBeLessThanOrEqual(context.budget.input)
      expect(await preview(thread, window)).toEqual(context)
    }

    it('keeps its promises for any history of branches, edits, deletions, switches and summaries', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(operation, { minLength: 1, maxLength: 30 }),
          async (operations) => {
            const thread = openThread()
            await thread.create()
            let window = 8000
            for (const operation of operations) {
              if (operation.kind === 'switch') window = operation.window
              await thread.run(operation)
              await checkPromises(thread, window)
            }
          },
        ),
        { numRuns: kind === 'pglite' ? 25 : 15, endOnFailure: true },
      )
    }, 120_000)

    it('reads as much of a thread of 2,000 messages as of one of 40', async () => {
      const cost = async (messages: number) => {
        const thread = openThread()
        await thread.create()
        for (let n = 2; n <= messages; n += 2) {
          await thread.ask(20)
          if (n % 20 === 0) await thread.run({ kind: 'summarise' })
        }
        await thread.ask(20)
        await thread.ask(20)
        queries = []
        await preview(thread, 8000)
        return [...queries]
      }
      const [short, long] = [await cost(40), await cost(2000)]
      expect(long).toEqual(short)
      // Four messages since the summary, the row of the summary's own message, and the summary.
      expect(long.map(({ rows }) => rows)).toEqual([5, 1])
    }, 120_000)
  })
})
