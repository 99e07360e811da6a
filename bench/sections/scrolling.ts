import { setTimeout as pause } from 'node:timers/promises'
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test'
import { findBrowser } from '../../scripts/find-browser.mjs'
import { median, percentile } from '../measure/statistics.ts'
import { formatNumber, type Findings } from '../report/report.ts'
import { lastWords, seedThreads, threadIdOf } from '../seed/seed-threads.ts'
import { startSkein } from '../servers/skein.ts'
import type { Bench } from './bench.ts'
import { browserArgs } from './time-to-shown.ts'
import { readHeap, type Heap } from './watch-page.ts'

const viewport = { width: 1280, height: 800 }
/** As many messages as a page keeps at most (components/chat/message-window.ts). */
const fullWindow = 300
const stepPx = 900
const stepMs = 80

type FramedPage = Window & { skeinFrames?: number[] }

/** Runs in the page: notes how long each frame is on the screen. */
function noteFrames() {
  const frames: number[] = []
  ;(window as FramedPage).skeinFrames = frames
  let last = performance.now()
  const note = (now: number) => {
    frames.push(now - last)
    last = now
    requestAnimationFrame(note)
  }
  requestAnimationFrame(note)
}

/** The frames since it was last asked. */
const takeFrames = (page: Page): Promise<number[]> =>
  page.evaluate(() => (window as FramedPage).skeinFrames!.splice(0))

async function openThread(browser: Browser, url: string, words: string) {
  const page = await browser.newPage({ viewport })
  await page.addInitScript(noteFrames)
  let loaded = 0
  page.on('response', async (response) => {
    if (!/\/messages\?/.test(response.url())) return
    const answer = await response.json().catch(() => null)
    loaded += answer?.data?.length ?? 0
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  await page.getByText(words).waitFor()
  await page.mouse.move(viewport.width / 2, viewport.height / 2)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  return { page, session, loaded: () => loaded }
}

async function scrollUntil(page: Page, isEnough: () => boolean, direction = () => -1) {
  while (!isEnough()) {
    await page.mouse.wheel(0, direction() * stepPx)
    await pause(stepMs)
  }
}

async function restingHeap(session: CDPSession): Promise<Heap> {
  await pause(1000)
  return readHeap(session)
}

/** Reads a thread of 10,000 messages upwards, and scrolls a short one up and down for as long. */
export async function measureScrolling(bench: Bench): Promise<Findings> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('There is no Chromium: set CHROMIUM_PATH.')
  const far = bench.isQuick ? 600 : 2000
  const dataDir = bench.newDataDir()
  await (await startSkein({ name: 'skein-scrolling', dataDir })).stop()
  await seedThreads(dataDir, [
    { number: 1, messages: 10_000 },
    { number: 2, messages: 50 },
  ])
  const skein = await startSkein({ name: 'skein-scrolling', dataDir })
  const browser = await chromium.launch({ executablePath, args: browserArgs })
  const open = (number: number) =>
    openThread(browser, `${skein.origin}/t/${threadIdOf(number)}`, lastWords(number))

  const long = await open(1)
  bench.say(`upwards through ${fullWindow} messages`)
  await scrollUntil(long.page, () => long.loaded() >= fullWindow)
  const early = await restingHeap(long.session)
  await takeFrames(long.page)
  const from = performance.now()
  bench.say(`upwards through ${far} messages`)
  await scrollUntil(long.page, () => long.loaded() >= far)
  const tookMs = performance.now() - from
  const longFrames = await takeFrames(long.page)
  const late = await restingHeap(long.session)
  await long.page.close()

  bench.say('a short thread, up and down')
  const short = await open(2)
  await takeFrames(short.page)
  const until = performance.now() + Math.min(tookMs, 20_000)
  let step = 0
  const turning = () => (Math.floor(step++ / 12) % 2 === 0 ? -1 : 1)
  await scrollUntil(short.page, () => performance.now() > until, turning)
  const shortFrames = await takeFrames(short.page)
  await browser.close()
  await skein.stop()
  return report({ far, early, late, longFrames, shortFrames })
}

function report({
  far,
  early,
  late,
  longFrames,
  shortFrames,
}: {
  far: number
  early: Heap
  late: Heap
  longFrames: number[]
  shortFrames: number[]
}): Findings {
  const rate = (frames: number[]) =>
    1000 / (frames.reduce((sum, ms) => sum + ms, 0) / frames.length)
  const figures = {
    heapMegabytes: [early.bytes / 1e6, late.bytes / 1e6],
    nodes: [early.nodes, late.nodes],
    frames: [longFrames, shortFrames].map((frames) => ({
      perSecond: rate(frames),
      median: median(frames),
      p95: percentile(frames, 0.95),
    })),
  }
  const [long, short] = figures.frames as [(typeof figures.frames)[0], (typeof figures.frames)[0]]
  const atMost = (what: string, value: number, limit: number) => ({
    what: `scrolling: ${what}`,
    value,
    bound: 'at most' as const,
    limit,
    unit: '',
  })
  return {
    tables: [
      {
        title: 'Scrolling up a thread of 10,000 messages',
        columns: ['', `after ${fullWindow} messages`, `after ${far}`],
        rows: [
          ['heap in use, MB', ...figures.heapMegabytes.map(formatNumber)],
          ['nodes of the page', ...figures.nodes.map(String)],
        ],
      },
      {
        title: 'Frames while scrolling',
        columns: ['', 'per second', 'median ms', 'p95 ms'],
        rows: [
          ['10,000 messages', ...[long.perSecond, long.median, long.p95].map(formatNumber)],
          ['50 messages', ...[short.perSecond, short.median, short.p95].map(formatNumber)],
        ],
      },
    ],
    targets: [
      atMost(`heap after ${far} ÷ after ${fullWindow} messages`, late.bytes / early.bytes, 1.25),
      atMost(`nodes after ${far} ÷ after ${fullWindow} messages`, late.nodes / early.nodes, 1.25),
      atMost('frames of a short thread ÷ of a long one', short.perSecond / long.perSecond, 1.25),
    ],
    faults: [],
    figures,
  }
}
