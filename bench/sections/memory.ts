import { setTimeout as pause } from 'node:timers/promises'
import { expectedAnswer } from '../load/load.ts'
import { runLoad } from '../load/run-load.ts'
import { residentMegabytes } from '../measure/process-usage.ts'
import { median } from '../measure/statistics.ts'
import { formatNumber, type Findings } from '../report/report.ts'
import { startSkein } from '../servers/skein.ts'
import type { Bench } from './bench.ts'
import { faultsInStore } from './stored-answers.ts'

const streams = 10
const tokens = 500
const samples = 5
const sampleEveryMs = 1000

/** Memory of a Skein that has a data folder of its own: idle, after 100 and after 1,000 finished turns. */
export async function measureMemory({
  isQuick,
  upstream,
  newDataDir,
  say,
}: Bench): Promise<Findings> {
  // Longer than the ten seconds for which a finished turn's log is kept.
  const settleMs = isQuick ? 12_000 : 20_000
  const skein = await startSkein({ name: 'skein-memory', dataDir: newDataDir(), upstream })
  const faults: string[] = []
  const figures: { turns: number; megabytes: number }[] = []

  async function sample(turns: number) {
    await pause(settleMs)
    const values: number[] = []
    for (let n = 0; n < samples; n++) {
      values.push(residentMegabytes(skein.pid))
      await pause(sampleEveryMs)
    }
    figures.push({ turns, megabytes: median(values) })
  }

  async function runTurns(count: number) {
    const result = await runLoad({
      origin: skein.origin,
      dialect: 'skein',
      model: 'sim/tokens-500',
      streams,
      answersPerStream: count / streams,
      spreadMs: 500,
      tokens,
      tokensPerSecond: null,
      seed: count,
    })
    const stored = await faultsInStore(skein, result.threadIds, expectedAnswer(tokens).text)
    faults.push(...result.faults, ...stored)
  }

  say('idle')
  await sample(0)
  say('100 turns')
  await runTurns(100)
  await sample(100)
  say('1,000 turns')
  await runTurns(900)
  await sample(1000)
  await skein.stop()

  const [idle, early, late] = figures.map(({ megabytes }) => megabytes) as [number, number, number]
  return {
    tables: [
      {
        title: 'Memory',
        note: `Resident memory of the server, median of ${samples} samples after ${settleMs / 1000} s of rest.`,
        columns: ['after', 'MB'],
        rows: figures.map(({ turns, megabytes }) => [
          turns === 0 ? 'start and one page' : `${turns.toLocaleString('en')} finished turns`,
          formatNumber(megabytes),
        ]),
      },
    ],
    targets: [
      { what: 'idle memory', value: idle, bound: 'at most', limit: 250, unit: 'MB' },
      {
        what: 'memory after 1,000 turns ÷ after 100',
        value: late / early,
        bound: 'at most',
        limit: 1.1,
        unit: '',
      },
    ],
    faults,
    figures,
  }
}
