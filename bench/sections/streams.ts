import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expectedAnswer, toleranceMs, type LoadPlan, type LoadResult } from '../load/load.ts'
import { runLoad } from '../load/run-load.ts'
import { cpuMilliseconds, machineTime } from '../measure/process-usage.ts'
import { median, percentile } from '../measure/statistics.ts'
import { formatNumber, type Findings, type Table, type Target } from '../report/report.ts'
import { buildNextPipe, startNextPipe } from '../servers/next-pipe.ts'
import { startPlainPipe } from '../servers/plain-pipe.ts'
import { workFolder, type ServerProcess } from '../servers/server-process.ts'
import { startSkein } from '../servers/skein.ts'
import { shortAnswerModel, shortAnswerTokens } from '../servers/upstream.ts'
import type { Bench } from './bench.ts'
import { faultsInStore } from './stored-answers.ts'

type Load = Pick<
  LoadPlan,
  'model' | 'streams' | 'answersPerStream' | 'spreadMs' | 'tokens' | 'tokensPerSecond'
> & { name: string; isQuickToo?: boolean }

const paced = { model: 'sim/tokens-500@50', tokens: 500, tokensPerSecond: 50, spreadMs: 10_000 }
const unlimited = { model: 'sim/tokens-500', tokens: 500, tokensPerSecond: null, spreadMs: 500 }
const short = { model: shortAnswerModel, tokens: shortAnswerTokens, tokensPerSecond: 50 }

const oneStream = 'one stream, short answers'

const loads: Load[] = [
  { name: oneStream, ...short, streams: 1, answersPerStream: 50, spreadMs: 0, isQuickToo: true },
  { name: '1 × 50/s', ...paced, streams: 1, answersPerStream: 2, spreadMs: 0 },
  { name: '10 × 50/s', ...paced, streams: 10, answersPerStream: 2 },
  { name: '50 × 50/s', ...paced, streams: 50, answersPerStream: 2, isQuickToo: true },
  { name: '200 × 50/s', ...paced, streams: 200, answersPerStream: 2, isQuickToo: true },
  { name: '1, unlimited', ...unlimited, streams: 1, answersPerStream: 50 },
  { name: '10, unlimited', ...unlimited, streams: 10, answersPerStream: 20, isQuickToo: true },
  { name: '50, unlimited', ...unlimited, streams: 50, answersPerStream: 6 },
  { name: '200, unlimited', ...unlimited, streams: 200, answersPerStream: 2 },
]

const serverNames = ['plain pipe', 'Next pipe', 'Skein'] as const
type ServerName = (typeof serverNames)[number]

/** Milliseconds after a load in which a server may finish what the load began. */
const settleMs = 1000
const seed = 20_261_121
const profileFolder = path.join(workFolder, 'profiles')

export type Measured = {
  load: string
  server: ServerName
  firstTokenMs: { p50: number; p95: number }
  cpuPer1000Tokens: number
  /** Share of the upstream's tokens that arrived in time; null without a pace. */
  inTime: number | null
  tokensPerSecond: number
  latenessMs: LoadResult['latenessMs']
  /** Share of all processors that was busy with anything. */
  machineBusy: number
}

async function measure(
  server: ServerProcess,
  name: ServerName,
  load: Load,
): Promise<{ measured: Measured; result: LoadResult }> {
  const cpuBefore = cpuMilliseconds(server.pid)
  const machineBefore = machineTime()
  const result = await runLoad({
    ...load,
    origin: server.origin,
    dialect: name === 'Skein' ? 'skein' : 'chat-completions',
    seed,
  })
  const machineAfter = machineTime()
  await pause(settleMs)
  const cpuMs = cpuMilliseconds(server.pid) - cpuBefore
  const promised = load.streams * load.answersPerStream * load.tokens
  const measured = {
    load: load.name,
    server: name,
    firstTokenMs: { p50: median(result.firstTokenMs), p95: percentile(result.firstTokenMs, 0.95) },
    cpuPer1000Tokens: (cpuMs * 1000) / result.deliveredTokens,
    inTime: load.tokensPerSecond === null ? null : result.tokensInTime / promised,
    tokensPerSecond: (result.deliveredTokens * 1000) / result.wallMs,
    latenessMs: result.latenessMs,
    machineBusy:
      (machineAfter.busy - machineBefore.busy) / (machineAfter.total - machineBefore.total),
  }
  return { measured, result }
}

const warmUp: Load = { name: 'warm-up', ...unlimited, streams: 20, answersPerStream: 5 }

type Row = Record<ServerName, Measured>

function streamTable(title: string, rows: Row[], isPaced: boolean): Table {
  return {
    title,
    columns: [
      'load',
      'server',
      'first token p50 / p95 ms',
      'added p50 / p95 ms',
      'CPU ms per 1,000 tokens',
      '× plain',
      '× Next',
      ...(isPaced ? ['in time', 'late p95 ms'] : ['tokens/s']),
      'machine busy',
    ],
    rows: rows.flatMap((row) =>
      serverNames.map((name) => {
        const { load, firstTokenMs, cpuPer1000Tokens, ...measured } = row[name]
        const { 'plain pipe': plain, 'Next pipe': next } = row
        const percent = (share: number | null) => `${((share ?? 0) * 100).toFixed(1)} %`
        return [
          load,
          name,
          `${formatNumber(firstTokenMs.p50)} / ${formatNumber(firstTokenMs.p95)}`,
          name === 'plain pipe'
            ? ''
            : `${formatNumber(firstTokenMs.p50 - plain.firstTokenMs.p50)} / ${formatNumber(firstTokenMs.p95 - plain.firstTokenMs.p95)}`,
          formatNumber(cpuPer1000Tokens),
          formatNumber(cpuPer1000Tokens / plain.cpuPer1000Tokens),
          name === 'plain pipe' ? '' : formatNumber(cpuPer1000Tokens / next.cpuPer1000Tokens),
          ...(isPaced
            ? [percent(measured.inTime), formatNumber(measured.latenessMs.p95)]
            : [Math.round(measured.tokensPerSecond).toLocaleString('en')]),
          percent(measured.machineBusy),
        ]
      }),
    ),
  }
}

function streamTargets(rows: Row[]): Target[] {
  return rows.flatMap((row): Target[] => {
    const { Skein: skein, 'plain pipe': plain, 'Next pipe': next } = row
    const added = (key: 'p50' | 'p95') => skein.firstTokenMs[key] - plain.firstTokenMs[key]
    const atMost = (what: string, value: number, limit: number, unit: string): Target => ({
      what: `${skein.load}: ${what}`,
      value,
      bound: 'at most',
      limit,
      unit,
    })
    if (skein.load === oneStream) return [atMost('added first token p50', added('p50'), 8, 'ms')]
    if (!['50 × 50/s', '200 × 50/s'].includes(skein.load)) return []
    return [
      {
        what: `${skein.load}: tokens in time`,
        value: (skein.inTime ?? 0) * 100,
        bound: 'at least',
        limit: 99,
        unit: '%',
      },
      atMost('added first token p50', added('p50'), 10, 'ms'),
      atMost('added first token p95', added('p95'), 60, 'ms'),
      atMost('CPU, × Next pipe', skein.cpuPer1000Tokens / next.cpuPer1000Tokens, 1.5, ''),
      atMost('CPU, × plain pipe', skein.cpuPer1000Tokens / plain.cpuPer1000Tokens, 2.5, ''),
    ]
  })
}

/** Streams answers through a plain pipe, a Next route that pipes and Skein, one after the other for each load. */
export async function measureStreams(bench: Bench): Promise<Findings> {
  bench.say('building the Next app that only pipes')
  await buildNextPipe()
  const servers = {
    'plain pipe': await startPlainPipe(bench.upstream),
    'Next pipe': await startNextPipe(bench.upstream),
    Skein: await startSkein({
      name: 'skein-streams',
      dataDir: bench.newDataDir(),
      upstream: bench.upstream,
      nodeArgs: bench.isProfiling ? ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`] : [],
    }),
  }
  const faults: string[] = []
  const rows: Row[] = []

  async function runOn(name: ServerName, load: Load): Promise<Measured> {
    const { measured, result } = await measure(servers[name], name, load)
    const streamed = result.faults.map((fault) => `${load.name}, ${name}: ${fault}`)
    const stored =
      name === 'Skein'
        ? await faultsInStore(servers[name], result.threadIds, expectedAnswer(load.tokens).text)
        : []
    faults.push(...streamed, ...stored.map((fault) => `${load.name}, stored: ${fault}`))
    return measured
  }

  for (const name of serverNames) await runOn(name, warmUp)
  for (const load of loads.filter(({ isQuickToo }) => isQuickToo || !bench.isQuick)) {
    bench.say(load.name)
    const answersPerStream =
      bench.isQuick && load.spreadMs > 0 && load.tokensPerSecond ? 1 : load.answersPerStream
    const row: Partial<Row> = {}
    for (const name of serverNames) row[name] = await runOn(name, { ...load, answersPerStream })
    rows.push(row as Row)
  }
  for (const server of Object.values(servers)) await server.stop()

  const isPaced = (row: Row) => row.Skein.inTime !== null
  return {
    tables: [
      {
        ...streamTable('Streams at 50 tokens/s', rows.filter(isPaced), true),
        note: `“In time”: at most ${toleranceMs} ms after the upstream’s schedule, counted from the request.`,
      },
      streamTable(
        'Streams at unlimited speed',
        rows.filter((row) => !isPaced(row)),
        false,
      ),
    ],
    targets: streamTargets(rows),
    faults,
    figures: rows.flatMap((row) => Object.values(row)),
  }
}
