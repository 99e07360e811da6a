import { gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import { findBrowser } from '../../scripts/find-browser.mjs'
import { formatNumber, type Findings } from '../report/report.ts'
import { seedThreads, threadIdOf } from '../seed/seed-threads.ts'
import { startSkein } from '../servers/skein.ts'
import type { Bench } from './bench.ts'
import { browserArgs } from './time-to-shown.ts'

const attribute = (tag: string, name: string) =>
  new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(tag)?.[1] ?? null

/** Addresses of the scripts that a page's HTML names; those for browsers without modules are left out. */
export function scriptsOf(html: string): string[] {
  const tags = html.match(/<(?:script|link)\b[^>]*>/gi) ?? []
  const addresses = tags.flatMap((tag) => {
    if (/\snomodule\b/i.test(tag)) return []
    if (/^<script/i.test(tag)) return attribute(tag, 'src') ?? []
    const rel = attribute(tag, 'rel')
    const isScript =
      rel === 'modulepreload' || (rel === 'preload' && attribute(tag, 'as') === 'script')
    return (isScript && attribute(tag, 'href')) || []
  })
  return [...new Set(addresses)]
}

async function gzipKilobytes(origin: string, scripts: string[]): Promise<number> {
  let bytes = 0
  for (const address of scripts) {
    const response = await fetch(new URL(address, origin), {
      headers: { 'accept-encoding': 'identity' },
    })
    if (!response.ok) throw new Error(`${address} answered ${response.status}.`)
    bytes += gzipSync(Buffer.from(await response.arrayBuffer())).length
  }
  return bytes / 1000
}

async function scriptsInBrowser(executablePath: string, url: string): Promise<string[]> {
  const browser = await chromium.launch({ executablePath, args: browserArgs })
  const page = await browser.newPage()
  const scripts = new Set<string>()
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.add(response.url())
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  await browser.close()
  return [...scripts]
}

/** JavaScript that a first visit loads: what the HTML names, and what Chromium has fetched when it comes to rest. */
export async function measureFirstLoad(bench: Bench): Promise<Findings> {
  const dataDir = bench.newDataDir()
  await (await startSkein({ name: 'skein-first-load', dataDir })).stop()
  await seedThreads(dataDir, [{ number: 1, messages: 10 }])
  const skein = await startSkein({ name: 'skein-first-load', dataDir })
  const executablePath = findBrowser()
  const figures: {
    page: string
    scripts: number
    kilobytes: number
    browserKilobytes: number | null
  }[] = []
  for (const [page, path] of [
    ['/', '/'],
    ['/t/{id}', `/t/${threadIdOf(1)}`],
  ] as const) {
    bench.say(page)
    const html = await (await fetch(skein.origin + path)).text()
    const scripts = scriptsOf(html)
    const fetched = executablePath
      ? await scriptsInBrowser(executablePath, skein.origin + path)
      : null
    figures.push({
      page,
      scripts: scripts.length,
      kilobytes: await gzipKilobytes(skein.origin, scripts),
      browserKilobytes: fetched && (await gzipKilobytes(skein.origin, fetched)),
    })
  }
  await skein.stop()
  return {
    tables: [
      {
        title: 'First-load JavaScript',
        columns: ['page', 'scripts', 'named in the HTML, kB gzip', 'fetched by Chromium, kB gzip'],
        rows: figures.map(({ page, scripts, kilobytes, browserKilobytes }) => [
          page,
          String(scripts),
          formatNumber(kilobytes),
          browserKilobytes === null ? '–' : formatNumber(browserKilobytes),
        ]),
      },
    ],
    targets: figures.map(({ page, kilobytes }) => ({
      what: `first-load JavaScript of ${page}, gzip`,
      value: kilobytes,
      bound: 'at most',
      limit: 180,
      unit: 'kB',
    })),
    faults: [],
    figures,
  }
}
