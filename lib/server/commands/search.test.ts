import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import {
  databaseKinds,
  hasDatabase,
  openTestDatabase,
  type TestDatabase,
} from '@/e2e/support/test-database'
import type { Actor } from '@/lib/core/access/actor'
import { searchSchema } from '@/lib/core/search/search'
import { search } from '@/lib/server/commands/search'
import { ensureLocalActor } from '@/lib/server/local-actor'
import type { Services } from '@/lib/server/services'

const now = Date.parse('2026-11-21T12:00:00Z')
const idOf = (n: number) => `0b000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const strangers = idOf(0xffff)

type Said = {
  text: string
  title?: string
  role?: 'user' | 'assistant'
  status?: 'completed' | 'streaming'
  archived?: boolean
  owner?: string
  daysAgo?: number
}

describe.each(databaseKinds)('searching on %s', (kind) => {
  describe.skipIf(!hasDatabase(kind))('', () => {
    let opened: TestDatabase
    let services: Services
    let actor: Actor
    let said = 0

    beforeAll(async () => {
      opened = await openTestDatabase(kind)
      const { prisma } = opened.database
      actor = await ensureLocalActor(prisma)
      services = { prisma, database: opened.database, clock: { now: () => now } } as Services
      await prisma.user.create({ data: { id: strangers, name: 'A stranger' } })
    })
    afterAll(() => opened.drop())

    /** One message in a thread of its own; the later the newer. */
    async function say({ text, title = 'Untitled', role = 'user', daysAgo = 0, ...rest }: Said) {
      const { prisma } = services
      const [id, threadId] = [idOf(++said), idOf(10_000 + said)]
      await prisma.thread.create({
        data: {
          id: threadId,
          workspaceId: actor.workspaceId,
          userId: rest.owner ?? actor.userId,
          title,
          model: 'demo/skein',
          archived: rest.archived,
          visibility: rest.owner ? 'workspace' : 'private',
        },
      })
      const createdAt = new Date(now - daysAgo * 86_400_000)
      await prisma.$executeRaw`
        INSERT INTO message (id, thread_id, sequence_number, depth, role, parts, content, status, created_at)
        VALUES (${id}::uuid, ${threadId}::uuid, 1, 1, ${role}::message_role, '[]', ${text}, ${rest.status ?? 'completed'}::message_status, ${createdAt})`
      return { id, threadId }
    }

    const find = (q: string, query: Record<string, unknown> = {}) =>
      search(services, actor, searchSchema.parse({ q, ...query }))
    const idsFor = async (q: string) => (await find(q)).messages.map(({ id }) => id)

    it('finds all words, the last one only begun, and says where they stand', async () => {
      const { id, threadId } = await say({ text: 'The Danube flows\nthrough ten countries.' })
      await say({ text: 'The Danube is long.' })
      const { messages } = await find('danube coun')
      expect(messages).toMatchObject([
        {
          id,
          thread_id: threadId,
          snippet: 'The Danube flows through ten countries.',
          highlights: [
            [4, 10],
            [29, 33],
          ],
          archived: false,
        },
      ])
      expect(await idsFor('danube -long')).toEqual([id])
      expect(await idsFor('"ten countries"')).toEqual([id])
      expect(await idsFor('"countries ten"')).toEqual([])
    })

    it('finds characters of scripts without spaces, and letters with marks in any case', async () => {
      const tokyo = await say({ text: '明日は東京タワーに行きます。' })
      const over = await say({ text: 'ÜBERFLÜSSIG' })
      expect(await idsFor('東京')).toEqual([tokyo.id])
      expect(await idsFor('京東')).toEqual([])
      expect(await idsFor('überfl')).toEqual([over.id])
    })

    it('finds an answer once it is over', async () => {
      const { id } = await say({ text: 'unfinished', role: 'assistant', status: 'streaming' })
      expect(await idsFor('unfinished')).toEqual([])
      await services.prisma.message.update({ where: { id }, data: { status: 'stopped' } })
      expect(await idsFor('unfinished')).toEqual([id])
    })

    it('finds threads by their titles, archived ones last and marked', async () => {
      const archived = await say({ text: '-', title: 'Garden tools', archived: true })
      const open = await say({ text: '-', title: 'Tools for the garden' })
      const { threads } = await find('tool garden')
      expect(threads.map(({ id, archived, highlights }) => [id, archived, highlights])).toEqual([
        [
          open.threadId,
          false,
          [
            [0, 4],
            [14, 20],
          ],
        ],
        [
          archived.threadId,
          true,
          [
            [0, 6],
            [7, 11],
          ],
        ],
      ])
    })

    it('finds what is spelled otherwise, where nothing is spelled like it', async () => {
      const { id, threadId } = await say({ text: 'Bake sourdough bread', title: 'Sourdough' })
      const { threads, messages } = await find('sourduogh')
      expect(threads).toMatchObject([{ id: threadId, highlights: [[0, 9]] }])
      expect(messages).toMatchObject([{ id, highlights: [[5, 14]] }])
      expect(await idsFor('ourdoug')).toEqual([id])
    })

    it('finds answers in spite of slips of the pen, however long, and marks what is spelled alike', async () => {
      const text = `${'Much is said before it. '.repeat(200)}The glockenspiel has metal bars, the marimba wooden ones.`
      const { id } = await say({ text, role: 'assistant' })
      await say({ text: 'A glockenspiel has no pedals.' })
      const { messages } = await find('marinba glokenspiel')
      expect(messages.map((hit) => hit.id)).toEqual([id])
      const [{ snippet, highlights } = { snippet: '', highlights: [] }] = messages
      expect(highlights.map(([from, to]) => snippet.slice(from, to))).toEqual([
        'glockenspiel',
        'marimba',
      ])
    })

    it('takes the likest words only, whatever marks are in them', async () => {
      const { id } = await say({ text: "L'\u00e9cluse d'aujourd'hui and glyphs" })
      await say({ text: 'The glimpse of a sphinx' })
      expect(await idsFor('aujourdhui ecluse')).toEqual([id])
      expect(await idsFor('glyps')).toEqual([id])
    })

    it('finds nothing that is only somewhat alike when somebody quotes or excludes', async () => {
      await say({ text: 'The harpsichord is plucked' })
      expect(await idsFor('"harpsicord"')).toEqual([])
      expect(await idsFor('harpsicord -plucked')).toEqual([])
      expect(await idsFor('harpsicord')).toHaveLength(1)
    })

    it('works where the database has no trigrams', async () => {
      const { id } = await say({ text: 'Plant rhododendrons' })
      const database = { ...services.database, hasTrigrams: false }
      const found = await search(
        { ...services, database },
        actor,
        searchSchema.parse({ q: 'hododendr' }),
      )
      expect(found.messages.map((hit) => hit.id)).toEqual([id])
    })

    it('tells nobody of threads that they may not read', async () => {
      const others = await say({ text: 'confidential', title: 'Confidential', owner: strangers })
      expect(await find('confidential')).toMatchObject({ threads: [], messages: [] })
      const shared = await find('confidential', { shared: 'true' })
      expect(shared).toMatchObject({
        threads: [{ id: others.threadId, owner_name: 'A stranger' }],
        messages: [{ id: others.id, owner_name: 'A stranger' }],
      })
    })

    it('prefers what fits better, and of the same the newer', async () => {
      const old = await say({ text: 'pelican', daysAgo: 400 })
      const fresh = await say({ text: 'pelican', daysAgo: 1 })
      const loose = await say({ text: `pelican ${'and much else '.repeat(200)}`, daysAgo: 1 })
      expect(await idsFor('pelican')).toEqual([fresh.id, old.id, loose.id])
    })

    it('hands out each hit once, page by page, beyond one window', async () => {
      await services.prisma.$executeRaw`
        INSERT INTO thread (id, workspace_id, user_id, title, model)
        VALUES (${idOf(99)}::uuid, ${actor.workspaceId}::uuid, ${actor.userId}::uuid, 'Many', 'demo/skein')`
      await services.prisma.$executeRaw`
        INSERT INTO message (id, thread_id, sequence_number, depth, role, parts, content, status)
        SELECT ('0c000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ${idOf(99)}::uuid, n, n, 'user', '[]',
          repeat('heron ', n % 7 + 1), 'completed' FROM generate_series(1, 650) AS n`
      const ids: string[] = []
      let cursor: string | null | undefined
      do {
        const page = await find('heron', { limit: 50, cursor })
        ids.push(...page.messages.map(({ id }) => id))
        cursor = page.next_cursor
      } while (cursor !== null)
      expect([ids.length, new Set(ids).size]).toEqual([650, 650])
    })

    it('refuses a cursor that it did not give out', async () => {
      await expect(find('heron', { cursor: 'abc' })).rejects.toThrow('cursor')
    })

    it.each(['"', '-', '"" -""', '&|!()', "it's:*", 'a\\', '(', "'", '- - "x'])(
      'is not confused by %s',
      async (q) => {
        expect(await find(q)).toHaveProperty('messages')
      },
    )
  })
})
