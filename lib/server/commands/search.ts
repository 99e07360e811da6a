import { z } from 'zod'

import type { Actor } from '@/lib/core/access/actor'
import { highlight, snippetOf } from '@/lib/core/search/highlight'
import type { FoundMessage, FoundThread, Search, SearchResult } from '@/lib/core/search/search'
import { searchWords, toWebSearch } from '@/lib/core/search/search-words'
import { formatCursor, parseCursor } from '@/lib/server/rows/cursor'
import { ownerName, threadScope } from '@/lib/server/rows/thread-scope'
import { sql, type Services } from '@/lib/server/services'

const mostThreads = 10
/** Among how many of the newest messages with the words the most fitting are chosen before older ones. */
const windowSize = 300
const dayMs = 86_400_000
const fadeDays = 60
/** How much of its trigrams a word must share with what was asked. */
const alike = 0.45
/** Among how many messages words that are spelled alike are looked for: about a tenth of a second in the embedded database. */
const mostRead = 2000
/** How many words are looked for by their spelling. */
const mostWords = 6
/** How many words may stand for one that was asked for, and how much less alike than the best of them. */
const mostSpellings = 5
const nearBest = 0.7
const newest = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

const placeSchema = z.object({
  /** The newest message of the window. */
  top: z.uuid(),
  /** When the first page was asked for: what is new fades with time. */
  at: z.number(),
  /** The last hit of the page before; null at the beginning of a window. */
  last: z.object({ score: z.number(), id: z.uuid() }).nullable(),
})
type Place = z.infer<typeof placeSchema>

/**
 * Finds threads by their titles and messages by their words, among the actor's threads or with `shared` among those of others
 * that they may read; archived ones too. Throws `validation_failed` for a bad cursor.
 */
export async function search(
  services: Services,
  actor: Actor,
  asked: Search,
): Promise<SearchResult> {
  const isFirst = asked.cursor === undefined
  const place = isFirst
    ? { top: newest, at: services.clock.now(), last: null }
    : parseCursor(asked.cursor ?? '', placeSchema)
  const [threads, page] = await Promise.all([
    isFirst ? findTitles(services, actor, asked) : [],
    parseQuery(services, asked.q).then((query) =>
      findMessages(services, actor, asked, { ...place, query }),
    ),
  ])
  const { hits, words } =
    isFirst && page.hits.length === 0
      ? await findAlike(services, actor, asked, place)
      : { hits: page.hits, words: searchWords(asked.q) }
  const messages = await readMessages(services, actor, asked, { hits, words })
  return { threads, messages, next_cursor: page.next && formatCursor(page.next) }
}

type TitleRow = {
  id: string
  title: string
  archived: boolean
  lastActivityAt: Date
  ownerName: string | null
}

/** Titles that have all the words; where there are none, those with words that are spelled alike. */
async function findTitles(
  services: Services,
  actor: Actor,
  { q, shared }: Search,
): Promise<FoundThread[]> {
  const { prisma, database } = services
  const words = searchWords(q)
  const patterns = words.map((word) => `%${word}%`)
  const columns = sql`t.id, t.title, t.archived, t.last_activity_at AS "lastActivityAt", ${ownerName({ shared })} AS "ownerName"`
  const exact =
    words.length === 0
      ? []
      : await prisma.$queryRaw<TitleRow[]>`
    SELECT ${columns} FROM thread t WHERE ${threadScope(actor, { shared })} AND t.title ILIKE ALL (${patterns}::text[])
    ORDER BY t.archived, t.last_activity_at DESC, t.id DESC LIMIT ${mostThreads}`
  const rows =
    exact.length > 0 || !database.hasTrigrams || words.length === 0
      ? exact
      : await prisma.$queryRaw<TitleRow[]>`
    SELECT ${columns} FROM thread t WHERE ${threadScope(actor, { shared })} AND word_similarity(${q}, t.title) >= ${alike}
    ORDER BY t.archived, word_similarity(${q}, t.title) DESC, t.last_activity_at DESC, t.id DESC LIMIT ${mostThreads}`
  const isAlike = exact.length === 0 && rows.length > 0
  const marked = isAlike
    ? await spellingsOf(services, words, {
        vectors: `SELECT to_tsvector('simple', title) FROM thread WHERE id = ANY (%L)`,
        ids: sql`${rows.map(({ id }) => id)}`,
      })
    : [words]
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    highlights: highlight(row.title, marked.flat()),
    last_activity_at: row.lastActivityAt.toISOString(),
    archived: row.archived,
    ...(row.ownerName === null ? {} : { owner_name: row.ownerName }),
  }))
}

type Candidate = { id: string; rank: number; createdAt: Date }
type Hit = { id: string; score: number }

/** What was asked for as PostgreSQL's `tsquery`, the last word only begun. */
async function parseQuery({ prisma }: Services, q: string): Promise<string> {
  const [{ query } = { query: '' }] = await prisma.$queryRaw<{ query: string }[]>`
    SELECT regexp_replace(websearch_to_tsquery('simple', ${toWebSearch(q)})::text, '''$', ''':*') AS query`
  return query
}

/**
 * A window of the newest messages that have the words, by how well they fit and how new they are, from a place on; then the
 * window after it.
 */
async function findMessages(
  { prisma }: Services,
  actor: Actor,
  { limit, shared }: Search,
  { top, at, last, query }: Place & { query: string },
): Promise<{ hits: Hit[]; next: Place | null }> {
  if (query === '') return { hits: [], next: null }
  const rows = await prisma.$queryRaw<Candidate[]>`
    WITH newest AS MATERIALIZED (
      SELECT m.id FROM messages_with(${query}::tsquery, ${top}::uuid) m JOIN thread t ON t.id = m.thread_id
      WHERE ${threadScope(actor, { shared })} ORDER BY m.id DESC LIMIT ${windowSize + 1}
    )
    SELECT m.id, ts_rank(m.words, ${query}::tsquery, 1)::float8 AS rank, m.created_at AS "createdAt"
    FROM newest JOIN message m ON m.id = newest.id ORDER BY m.id DESC`
  const hits = rows
    .slice(0, windowSize)
    .map(({ id, rank, createdAt }) => ({ id, score: rank * freshness(at - createdAt.getTime()) }))
    .sort(byScore)
  const rest = last === null ? hits : hits.filter((hit) => byScore(hit, last) > 0)
  const page = rest.slice(0, limit)
  const end = page.at(-1)
  if (rest.length > limit && end) {
    return { hits: page, next: { top: rows[0]?.id ?? top, at, last: end } }
  }
  const following = rows[windowSize]
  return { hits: page, next: following ? { top: following.id, at, last: null } : null }
}

const byScore = (a: Hit, b: Hit) => b.score - a.score || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)

/** Half of the weight of a hit is how well it fits, whenever it was written. */
const freshness = (ageMs: number) => 0.5 + 0.5 * Math.exp(-Math.max(0, ageMs) / dayMs / fadeDays)

type Found = {
  hits: readonly Hit[]
  /** What is to be marked in them. */
  words: readonly string[]
}

/** Messages with words that are spelled alike, when nothing has the words themselves; else questions that contain what was asked. */
async function findAlike(
  services: Services,
  actor: Actor,
  asked: Search,
  place: Place,
): Promise<Found> {
  const { q, shared } = asked
  const words = searchWords(q)
  // Whoever quotes or excludes wants no more than the words themselves.
  if (/["]|(^|\s)-/.test(q) || words.join('').length < 3) return { hits: [], words }
  const vectors = 'SELECT words FROM message WHERE id = ANY (%L)'
  const spellings = await spellingsOf(services, words, {
    vectors,
    ids: sql`ARRAY(
      SELECT m.id FROM thread t JOIN message m ON m.thread_id = t.id WHERE ${threadScope(actor, { shared })}
      ORDER BY t.archived, t.last_activity_at DESC, t.id DESC, m.sequence_number DESC LIMIT ${mostRead})`,
    isMany: true,
  })
  if (spellings.every((alternatives) => alternatives.length > 0)) {
    const query = spellings.map((words) => `(${words.map(quoted).join(' | ')})`).join(' & ')
    const { hits } = await findMessages(services, actor, asked, { ...place, query })
    if (hits.length > 0) return { hits, words: spellings.flat() }
  }
  const hits = await findQuestions(services, actor, asked)
  const ids = sql`${hits.map(({ id }) => id)}`
  const marked = hits.length > 0 ? await spellingsOf(services, words, { vectors, ids }) : []
  return { hits, words: [...words, ...marked.flat()] }
}

const quoted = (word: string) => `'${word.replace(/['\\]/g, '$&$&')}'`

type Texts = {
  /** Selects their tsvectors by their ids, for `ts_stat`. */
  vectors: string
  ids: ReturnType<typeof sql>
  /** Of many, only words with the same first letter are compared, which costs a tenth. */
  isMany?: boolean
}

/**
 * Of each word that was asked for those of the texts that are spelled most like it, the likest first. None where the database has
 * no trigrams.
 */
async function spellingsOf(
  { prisma, database }: Services,
  words: readonly string[],
  { vectors, ids, isMany = false }: Texts,
): Promise<string[][]> {
  if (!database.hasTrigrams || words.length > mostWords) return words.map(() => [])
  const rows = await prisma.$queryRaw<{ asked: string; word: string; score: number }[]>`
    SELECT a.word AS asked, s.word, similarity(a.word, s.word)::float8 AS score
    FROM unnest(${words}::text[]) AS a(word) JOIN ts_stat(format(${vectors}, ${ids}::uuid[])) s
      ON (${!isMany} OR left(s.word, 1) = left(lower(a.word), 1)) AND length(s.word) BETWEEN length(a.word) - 3 AND length(a.word) + 8
      AND word_similarity(a.word, s.word) >= ${alike}
    ORDER BY score DESC, s.nentry DESC`
  return words.map((word) => {
    const found = rows.filter(({ asked }) => asked === word)
    const enough = (found[0]?.score ?? 0) * nearBest
    return found
      .filter(({ score }) => score >= enough)
      .slice(0, mostSpellings)
      .map(({ word }) => word)
  })
}

/** Questions that contain what was asked, or words spelled alike. */
async function findQuestions(
  { prisma, database }: Services,
  actor: Actor,
  { q, limit, shared }: Search,
): Promise<Hit[]> {
  const pattern = `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`
  const questions = (isFound: ReturnType<typeof sql>) => sql`
    SELECT m.id FROM message m JOIN thread t ON t.id = m.thread_id
    WHERE m.role = 'user' AND ${isFound} AND m.deleted_at IS NULL AND ${threadScope(actor, { shared })}
    ORDER BY m.id DESC LIMIT ${limit}`
  const contains = sql`left(m.content, 2000) ILIKE ${pattern}`
  const rows = database.hasTrigrams
    ? await prisma.$transaction(async (transaction) => {
        await transaction.$executeRaw`SELECT set_config('pg_trgm.word_similarity_threshold', ${String(alike)}, true)`
        const either = sql`(${contains} OR ${q} <% left(m.content, 2000))`
        return transaction.$queryRaw<{ id: string }[]>(questions(either))
      })
    : await prisma.$queryRaw<{ id: string }[]>(questions(contains))
  return rows.map(({ id }) => ({ id, score: 0 }))
}

type FoundRow = {
  id: string
  threadId: string
  title: string
  archived: boolean
  role: FoundMessage['role']
  content: string
  createdAt: Date
  ownerName: string | null
}

async function readMessages(
  { prisma }: Services,
  actor: Actor,
  { shared }: Search,
  { hits, words }: Found,
): Promise<FoundMessage[]> {
  if (hits.length === 0) return []
  const rows = await prisma.$queryRaw<FoundRow[]>`
    SELECT m.id, m.thread_id AS "threadId", t.title, t.archived, m.role::text AS role, left(m.content, 200000) AS content,
      m.created_at AS "createdAt", ${ownerName({ shared })} AS "ownerName"
    FROM message m JOIN thread t ON t.id = m.thread_id
    WHERE m.id = ANY (${hits.map(({ id }) => id)}::uuid[]) AND ${threadScope(actor, { shared })}`
  const found = new Map(rows.map((row) => [row.id, row]))
  return hits.flatMap(({ id }) => {
    const row = found.get(id)
    if (!row) return []
    return {
      id,
      thread_id: row.threadId,
      thread_title: row.title,
      role: row.role,
      ...snippetOf(row.content, words),
      created_at: row.createdAt.toISOString(),
      archived: row.archived,
      ...(row.ownerName === null ? {} : { owner_name: row.ownerName }),
    }
  })
}
