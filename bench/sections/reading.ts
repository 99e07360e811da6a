import { setTimeout as pause } from 'node:timers/promises'
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test'
import { findBrowser } from '../../scripts/find-browser.mjs'
import { seededRandom } from '../measure/random.ts'
import { median, percentile } from '../measure/statistics.ts'
import { formatNumber, type Findings } from '../report/report.ts'
import { startSkein } from '../servers/skein.ts'
import { registerScript } from '../servers/upstream.ts'
import type { Bench } from './bench.ts'
import { writeLongAnswer } from './long-answer.ts'
import { faultsInStore } from './stored-answers.ts'
import { browserArgs } from './time-to-shown.ts'
import { pageTime, readHeap, readNotes, watchPage, type Heap, type Notes } from './watch-page.ts'

const model = 'openai/gpt-4o'
const tokensPerSecond = 300
const graceMs = 1000
const longTaskMs = 50
const viewport = { width: 1280, height: 800 }

type Pause = { from: number; to: number }
type Watched = { from: number; to: number; heaps: Heap[]; pauses: Pause[]; notes: Notes }

/** How many words of the answer are on the page. */
const shownLength = (page: Page): Promise<number> =>
  page
    .getByRole('article', { name: /^Answer from/ })
    .evaluate((answer) => answer.textContent.length)

/** Types into the composer, a letter at a time at uneven intervals, until told to stop. */
async function typeOn(page: Page, session: CDPSession, isOver: () => boolean) {
  const random = seededRandom(1)
  const composer = page.getByRole('textbox', { name: 'Message' })
  await composer.focus()
  for (let n = 0; !isOver(); n++) {
    const text = n % 6 === 5 ? ' ' : String.fromCharCode(97 + Math.floor(random() * 26))
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', text, key: text })
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: text })
    await pause(90 + random() * 120)
    // What a person writes while an answer runs is a message, not a book.
    if (n % 200 === 199) await composer.fill('')
  }
}

const emptyPage = 'data:text/html,<textarea aria-label="Message"></textarea>'
const emptyPageMs = 15_000

/** What a key costs in a page that holds nothing but a field, in this browser on this machine. */
async function keysInEmptyPage(browser: Browser): Promise<number[]> {
  const page = await browser.newPage({ viewport })
  await watchPage(page)
  await page.goto(emptyPage)
  const session = await page.context().newCDPSession(page)
  const until = performance.now() + emptyPageMs
  await typeOn(page, session, () => performance.now() > until)
  const { keys } = await readNotes(page)
  await page.close()
  return keys.map(({ duration }) => duration)
}

async function heapAt(page: Page, session: CDPSession, into: { heaps: Heap[]; pauses: Pause[] }) {
  const from = await pageTime(page)
  into.heaps.push(await readHeap(session))
  into.pauses.push({ from, to: await pageTime(page) })
}

/** Reads one long answer as it comes, and writes meanwhile. */
async function watchAnswer(page: Page, tokens: number): Promise<Watched> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const seen = { heaps: [] as Heap[], pauses: [] as Pause[] }
  await page.getByRole('textbox', { name: 'Message' }).fill('Tell me everything')
  await page.keyboard.press('Enter')
  await page.getByText('This part looks at question 1').first().waitFor()
  const from = await pageTime(page)
  let isOver = false
  const typing = typeOn(page, session, () => isOver)
  await pause((tokens / tokensPerSecond) * 250)
  await heapAt(page, session, seen)
  const busy = page.locator('article[aria-busy="true"]')
  await busy.waitFor({ state: 'detached', timeout: (tokens / tokensPerSecond) * 1000 + 60_000 })
  await pause(graceMs)
  isOver = true
  await typing
  const to = await pageTime(page)
  const notes = await readNotes(page)
  await heapAt(page, session, seen)
  return { from, to, notes, ...seen }
}

/** While a long answer streams at 300 tokens a second into a real browser, and somebody writes the next message. */
export async function measureReading(bench: Bench): Promise<Findings> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('There is no Chromium: set CHROMIUM_PATH.')
  const tokens = bench.isQuick ? 5000 : 20_000
  const text = writeLongAnswer(tokens)
  await registerScript(bench.upstream, model, { text, tokensPerSecond })
  const skein = await startSkein({
    name: 'skein-reading',
    dataDir: bench.newDataDir(),
    upstream: bench.upstream,
    env: { TITLE_MODEL: 'none' },
  })
  const browser = await chromium.launch({ executablePath, args: browserArgs })
  const page = await browser.newPage({ viewport })
  await watchPage(page)
  const created = await fetch(`${skein.origin}/api/threads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: `openrouter/${model}` }),
  })
  const thread = (await created.json()) as { id: string }
  await page.goto(`${skein.origin}/t/${thread.id}`, { waitUntil: 'networkidle' })
  bench.say(`${tokens} tokens at ${tokensPerSecond} a second`)
  const watched = await watchAnswer(page, tokens)
  const shown = await shownLength(page)
  await page.close()
  const emptyKeys = await keysInEmptyPage(browser)
  await browser.close()
  const faults = await faultsInStore(skein, [thread.id], text)
  await skein.stop()
  return report(watched, { text, shown, emptyKeys, faults })
}

function report(
  { from, to, notes, heaps, pauses }: Watched,
  {
    text,
    shown,
    emptyKeys,
    faults,
  }: { text: string; shown: number; emptyKeys: number[]; faults: string[] },
): Findings {
  const counts = ({ start, duration }: { start: number; duration: number }) =>
    start > from + graceMs &&
    start + duration < to &&
    !pauses.some((forced) => start < forced.to && start + duration > forced.from)
  const longTasks = notes.longTasks.filter(counts).map(({ duration }) => duration)
  const keys = notes.keys.filter(counts).map(({ duration }) => duration)
  const [early, late] = heaps as [Heap, Heap]
  const textMegabytes = (Buffer.byteLength(text) * 0.75) / 1e6
  const growth = (late.bytes - early.bytes) / 1e6 - textMegabytes
  const figures = {
    longTasks,
    keys: keys.length,
    keyMedianMs: median(keys),
    keyP95Ms: percentile(keys, 0.95),
    emptyPageKeyMs: [median(emptyKeys), percentile(emptyKeys, 0.95)],
    heapMegabytes: heaps.map(({ bytes }) => bytes / 1e6),
    nodes: heaps.map(({ nodes }) => nodes),
    growthMegabytes: growth,
    shownCharacters: shown,
  }
  const atMost = (what: string, value: number, limit: number, unit: string) => ({
    what: `reading: ${what}`,
    value,
    bound: 'at most' as const,
    limit,
    unit,
  })
  return {
    tables: [
      {
        title: 'Reading a long answer, and writing meanwhile',
        columns: ['', 'measured'],
        rows: [
          ['tasks over 50 ms after the first second', String(longTasks.length)],
          ['the longest of them, ms', formatNumber(Math.max(0, ...longTasks))],
          ['keys pressed', String(keys.length)],
          ['key to drawn, median ms', formatNumber(figures.keyMedianMs)],
          ['key to drawn, p95 ms', formatNumber(figures.keyP95Ms)],
          [
            'the same in an empty page, median and p95 ms',
            figures.emptyPageKeyMs.map(formatNumber).join(', '),
          ],
          [
            'heap at a quarter and at the end, MB',
            heaps.map(({ bytes }) => formatNumber(bytes / 1e6)).join(', '),
          ],
          ['of which growth without the text, MB', formatNumber(growth)],
          ['nodes of the page', heaps.map(({ nodes }) => String(nodes)).join(', ')],
        ],
      },
    ],
    targets: [
      atMost(`tasks over ${longTaskMs} ms after the first second`, longTasks.length, 0, ''),
      atMost('key to drawn, median', figures.keyMedianMs, 16, 'ms'),
      atMost('key to drawn, p95', figures.keyP95Ms, 50, 'ms'),
      atMost('heap growth from a quarter to the end', growth, 20, 'MB'),
    ],
    faults,
    figures,
  }
}
