import { median } from '../measure/statistics.ts'
import { formatNumber, type Findings } from '../report/report.ts'
import { startByNpm, startSkein } from '../servers/skein.ts'
import type { Bench } from './bench.ts'

/** From the start of the process to the first answered page: on no data, on data that exist, and by `npm start`. */
export async function measureStart(bench: Bench): Promise<Findings> {
  const rounds = bench.isQuick ? 2 : 4
  const times = { cold: [] as number[], warm: [] as number[], npm: [] as number[] }
  for (let n = 0; n < rounds; n++) {
    bench.say(`round ${n + 1} of ${rounds}`)
    const settings = { name: 'skein-start', dataDir: bench.newDataDir() }
    for (const [kind, start] of [
      ['cold', startSkein],
      ['warm', startSkein],
      ['npm', startByNpm],
    ] as const) {
      const server = await start(settings)
      times[kind].push(server.startedInMs / 1000)
      await server.stop()
    }
  }
  const row = (what: string, values: number[]) => [
    what,
    formatNumber(median(values)),
    formatNumber(Math.max(...values)),
  ]
  const atMost5s = (what: string, values: number[]) => ({
    what,
    value: median(values),
    bound: 'at most' as const,
    limit: 5,
    unit: 's',
  })
  return {
    tables: [
      {
        title: 'Start to the first answered page',
        columns: ['', 'median s', 'slowest s'],
        rows: [
          row('next start, no data yet', times.cold),
          row('next start, data exist', times.warm),
          row('npm start, data exist', times.npm),
        ],
      },
    ],
    targets: [atMost5s('warm start', times.warm), atMost5s('warm npm start', times.npm)],
    faults: [],
    figures: times,
  }
}
