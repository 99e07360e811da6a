import { createServer, type AddressInfo } from 'node:net'
import { chromium } from '@playwright/test'
import lighthouse, { type Flags } from 'lighthouse'
import { findBrowser } from '../../scripts/find-browser.mjs'
import { median } from '../measure/statistics.ts'
import { formatNumber, type Findings } from '../report/report.ts'
import { seedThreads, threadIdOf } from '../seed/seed-threads.ts'
import { startSkein } from '../servers/skein.ts'
import type { Bench } from './bench.ts'
import { browserArgs } from './time-to-shown.ts'

/** The phone that Lighthouse imagines, on its slow network. */
const phone: Flags = { onlyCategories: ['performance', 'accessibility', 'best-practices'] }

/** The same phone on this machine's own network, a quarter as fast as this machine. */
const slowedDown: Flags = {
  onlyAudits: ['largest-contentful-paint', 'cumulative-layout-shift'],
  throttlingMethod: 'devtools',
  throttling: {
    cpuSlowdownMultiplier: 4,
    requestLatencyMs: 0,
    downloadThroughputKbps: 0,
    uploadThroughputKbps: 0,
  },
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

/** One visit by a browser that has seen nothing before. */
async function visit(url: string, flags: Flags) {
  const port = await freePort()
  const browser = await chromium.launch({
    executablePath: findBrowser() ?? undefined,
    args: [...browserArgs, `--remote-debugging-port=${port}`],
  })
  try {
    const result = await lighthouse(url, { port, logLevel: 'error', ...flags })
    if (!result) throw new Error(`Lighthouse had nothing to say about ${url}.`)
    return result.lhr
  } finally {
    await browser.close()
  }
}

async function figuresOf(url: string, runs: number, say: (line: string) => void) {
  const scores: Record<'performance' | 'accessibility' | 'best-practices', number[]> = {
    performance: [],
    accessibility: [],
    'best-practices': [],
  }
  const paints: number[] = []
  const shifts: number[] = []
  for (let run = 1; run <= runs; run++) {
    say(`${url}, visit ${run} of ${runs}`)
    const { categories } = await visit(url, phone)
    for (const name of Object.keys(scores) as (keyof typeof scores)[]) {
      scores[name].push((categories[name]?.score ?? 0) * 100)
    }
    const { audits } = await visit(url, slowedDown)
    paints.push(audits['largest-contentful-paint']?.numericValue ?? NaN)
    shifts.push(audits['cumulative-layout-shift']?.numericValue ?? NaN)
  }
  return {
    performance: median(scores.performance),
    accessibility: median(scores.accessibility),
    bestPractices: median(scores['best-practices']),
    paintMs: median(paints),
    shift: Math.max(...shifts),
  }
}

/** What Lighthouse says of the chat page on a phone, in the middle of five visits. */
export async function measureLighthouse(bench: Bench): Promise<Findings> {
  const runs = bench.isQuick ? 1 : 5
  const dataDir = bench.newDataDir()
  await (await startSkein({ name: 'skein-lighthouse', dataDir })).stop()
  await seedThreads(dataDir, [{ number: 1, messages: 50 }])
  const skein = await startSkein({ name: 'skein-lighthouse', dataDir })
  const pages = { '/': '/', '/t/{id}': `/t/${threadIdOf(1)}` }
  const figures = []
  for (const [page, path] of Object.entries(pages)) {
    figures.push({ page, ...(await figuresOf(skein.origin + path, runs, bench.say)) })
  }
  await skein.stop()
  return {
    tables: [
      {
        title: `Lighthouse, phone, median of ${runs}`,
        columns: [
          'page',
          'performance',
          'accessibility',
          'best practices',
          'LCP at 4× CPU slow-down, ms',
          'CLS',
        ],
        rows: figures.map((each) => [
          each.page,
          formatNumber(each.performance),
          formatNumber(each.accessibility),
          formatNumber(each.bestPractices),
          formatNumber(each.paintMs),
          each.shift.toFixed(3),
        ]),
      },
    ],
    targets: figures.flatMap(({ page, ...each }) => [
      {
        what: `Lighthouse performance of ${page}`,
        value: each.performance,
        bound: 'at least' as const,
        limit: 90,
        unit: '',
      },
      {
        what: `Lighthouse accessibility of ${page}`,
        value: each.accessibility,
        bound: 'at least' as const,
        limit: 100,
        unit: '',
      },
      {
        what: `Lighthouse best practices of ${page}`,
        value: each.bestPractices,
        bound: 'at least' as const,
        limit: 100,
        unit: '',
      },
      {
        what: `LCP of ${page} at 4× CPU slow-down`,
        value: each.paintMs,
        bound: 'at most' as const,
        limit: 1200,
        unit: 'ms',
      },
      { what: `CLS of ${page}`, value: each.shift, bound: 'at most' as const, limit: 0, unit: '' },
    ]),
    faults: [],
    figures,
  }
}
