import { chromium, type Browser } from '@playwright/test'
import { findBrowser, HOW_TO_GET_BROWSER } from '../../scripts/find-browser.mjs'
import { median, percentile } from '../measure/statistics.ts'
import { formatNumber, type Findings, type Table, type Target } from '../report/report.ts'
import { lastWords, seedThreads, threadIdOf, type SeededThread } from '../seed/seed-threads.ts'
import { startSkein } from '../servers/skein.ts'
import type { Bench } from './bench.ts'
import { browserArgs, timeToShown } from './time-to-shown.ts'

type Pair = { what: string; small: string; large: string }
type Compared = { what: string; small: Spread; large: Spread; ratio: number }
type Spread = { p50: number; p95: number }

// Numbered last, so that they do not stand on the first page of the list.
const shortThread = 10_001
const longThread = 10_002

// `{middle}` is the number of the message in the middle of the thread.
const messagePages = [
  'limit=20',
  'limit=20&before_sequence={middle}',
  'limit=20&after_sequence={middle}',
  'branch=active&limit=20&before_sequence={middle}',
  'branch=active&limit=20&after_sequence={middle}',
]

async function timeRequest(url: string): Promise<number> {
  const startedAt = performance.now()
  const response = await fetch(url, { headers: { accept: 'text/html, application/json' } })
  await response.arrayBuffer()
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`)
  return performance.now() - startedAt
}

const spread = (values: number[]): Spread => ({
  p50: median(values),
  p95: percentile(values, 0.95),
})

/** Takes the two in turns, so that what else the machine does falls on both. */
async function compare({ what, small, large }: Pair, rounds: number): Promise<Compared> {
  const times = { small: [] as number[], large: [] as number[] }
  for (let n = 0; n < 8; n++) await Promise.all([timeRequest(small), timeRequest(large)])
  for (let n = 0; n < rounds; n++) {
    times.small.push(await timeRequest(small))
    times.large.push(await timeRequest(large))
  }
  const result = { small: spread(times.small), large: spread(times.large) }
  return { what, ...result, ratio: result.large.p50 / result.small.p50 }
}

const comparisonTable = (title: string, sizes: [string, string], results: Compared[]): Table => ({
  title,
  columns: ['', `${sizes[0]}, p50 / p95 ms`, `${sizes[1]}, p50 / p95 ms`, 'ratio of p50'],
  rows: results.map(({ what, small, large, ratio }) => [
    what,
    `${formatNumber(small.p50)} / ${formatNumber(small.p95)}`,
    `${formatNumber(large.p50)} / ${formatNumber(large.p95)}`,
    formatNumber(ratio),
  ]),
})

type ThreadPage = { data: { id: string }[]; next_cursor: string | null }

/** The cursor behind the first so many threads of a server's list, as its pages of 20 give it out. */
async function cursorAfter(origin: string, threads: number): Promise<string> {
  let cursor = ''
  for (let n = 0; n < threads / 20; n++) {
    const response = await fetch(`${origin}/api/threads?limit=20${cursor && `&cursor=${cursor}`}`)
    const { next_cursor } = (await response.json()) as ThreadPage
    if (!response.ok || !next_cursor) throw new Error(`The list of ${origin} ends too soon.`)
    cursor = encodeURIComponent(next_cursor)
  }
  return cursor
}

const shortThreads = (count: number): SeededThread[] =>
  Array.from({ length: count }, (_, n) => ({ number: n + 1, messages: 2 }))

async function compareInBrowser(browser: Browser, pair: Pair, rounds: number): Promise<Compared> {
  const times = { small: [] as number[], large: [] as number[] }
  await timeToShown(browser, pair.small, lastWords(shortThread))
  for (let n = 0; n < rounds; n++) {
    times.small.push(await timeToShown(browser, pair.small, lastWords(shortThread)))
    times.large.push(await timeToShown(browser, pair.large, lastWords(longThread)))
  }
  const result = { small: spread(times.small), large: spread(times.large) }
  return { what: pair.what, ...result, ratio: result.large.p50 / result.small.p50 }
}

/**
 * Opening and paging through a thread of 100 and of 10,000 messages, on the server and in a browser; listing 100 and 10,000
 * threads.
 */
export async function measureThreads(bench: Bench): Promise<Findings> {
  const rounds = bench.isQuick ? 20 : 60
  const ofMessages = { short: 100, long: 10_000 }

  async function startSeeded(name: string, threads: SeededThread[]) {
    const dataDir = bench.newDataDir()
    // The first start makes the tables and the local actor.
    await (await startSkein({ name, dataDir })).stop()
    await seedThreads(dataDir, threads)
    return startSkein({ name, dataDir })
  }

  bench.say('writing 100 and 10,000 threads')
  const few = await startSeeded('skein-100-threads', [
    ...shortThreads(100),
    { number: shortThread, messages: ofMessages.short, isArchived: true },
  ])
  const many = await startSeeded('skein-10000-threads', [
    ...shortThreads(9999),
    { number: shortThread, messages: ofMessages.short },
    { number: longThread, messages: ofMessages.long, isArchived: true },
  ])
  const at = (path: string) => ({
    small: many.origin + path.replace('{id}', threadIdOf(shortThread)),
    large: many.origin + path.replace('{id}', threadIdOf(longThread)),
  })
  const listing = (path: string) => ({ small: few.origin + path, large: many.origin + path })

  bench.say('opening on the server')
  const html = await compare({ what: 'GET /t/{id}', ...at('/t/{id}') }, rounds)
  const api = await compare(
    { what: 'GET /api/threads/{id}?include=messages', ...at('/api/threads/{id}?include=messages') },
    rounds,
  )
  bench.say('paging through messages')
  const paging: Compared[] = []
  for (const what of messagePages) {
    const path = ({ messages }: { messages: number }) =>
      `/api/threads/{id}/messages?${what.replace('{middle}', String(messages / 2))}`
    const { small } = at(path({ messages: ofMessages.short }))
    const { large } = at(path({ messages: ofMessages.long }))
    paging.push(
      await compare({ what: `GET /api/threads/{id}/messages?${what}`, small, large }, rounds),
    )
  }
  bench.say('listing')
  const archived = '/api/threads?archived=true'
  const listedAlone = await compare(
    { what: `GET ${archived}, it alone`, ...listing(archived) },
    rounds,
  )
  const lists = [
    await compare({ what: 'GET /api/threads', ...listing('/api/threads') }, rounds),
    await compare(
      { what: 'GET /api/threads?limit=100', ...listing('/api/threads?limit=100') },
      rounds,
    ),
    await compare({ what: 'GET /', ...listing('/') }, rounds),
    await compare(
      {
        what: 'GET /api/threads?cursor=, from the middle of the list',
        small: `${few.origin}/api/threads?cursor=${await cursorAfter(few.origin, 40)}`,
        large: `${many.origin}/api/threads?cursor=${await cursorAfter(many.origin, 5000)}`,
      },
      rounds,
    ),
    await compare(
      { what: 'GET /api/threads?pinned=true, none is', ...listing('/api/threads?pinned=true') },
      rounds,
    ),
  ]

  const executablePath = findBrowser()
  let shown: Compared | null = null
  if (executablePath) {
    bench.say('opening in Chromium')
    const browser = await chromium.launch({ executablePath, args: browserArgs })
    const pair = { what: 'newest message shown in Chromium', ...at('/t/{id}') }
    shown = await compareInBrowser(browser, pair, bench.isQuick ? 5 : 10)
    await browser.close()
  } else {
    bench.say(`no Chromium: ${HOW_TO_GET_BROWSER}`)
  }
  await few.stop()
  await many.stop()

  const ratioTarget = ({ what, ratio }: Compared, of: 'messages' | 'threads'): Target => ({
    what: `${what}: 10,000 ÷ 100 ${of}`,
    value: ratio,
    bound: 'at most',
    limit: 1.3,
    unit: '',
  })
  const opening = [html, api, listedAlone, ...(shown ? [shown] : [])]
  return {
    tables: [
      comparisonTable('Opening a thread', ['100 messages', '10,000 messages'], opening),
      comparisonTable('Paging through messages', ['100 messages', '10,000 messages'], paging),
      comparisonTable('Listing threads', ['100 threads', '10,000 threads'], lists),
    ],
    targets: [
      ...[html, api, ...paging].map((compared) => ratioTarget(compared, 'messages')),
      ...lists.map((compared) => ratioTarget(compared, 'threads')),
      {
        what: '10,000 messages: shown in Chromium, p50',
        value: (shown?.large.p50 ?? Number.NaN) / 1000,
        bound: 'at most',
        limit: 0.6,
        unit: 's',
      },
    ],
    faults: [],
    figures: { opening, paging, lists },
  }
}
