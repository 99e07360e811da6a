import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseOptions, type SectionName } from './options.ts'
import { targetTable, toMarkdown, toText, type Findings } from './report/report.ts'
import type { Bench } from './sections/bench.ts'
import { measureContext } from './sections/context.ts'
import { measureFirstLoad } from './sections/first-load.ts'
import { measureLighthouse } from './sections/lighthouse.ts'
import { measureTransfer } from './sections/transfer.ts'
import { measureReading } from './sections/reading.ts'
import { measureScrolling } from './sections/scrolling.ts'
import { measureMemory } from './sections/memory.ts'
import { measureStart } from './sections/start.ts'
import { measureStreams } from './sections/streams.ts'
import { measureThreads } from './sections/threads.ts'
import { root, workFolder } from './servers/server-process.ts'
import { startUpstream } from './servers/upstream.ts'

const sections: Record<SectionName, (bench: Bench) => Promise<Findings>> = {
  streams: measureStreams,
  memory: measureMemory,
  transfer: measureTransfer,
  threads: measureThreads,
  context: measureContext,
  'first-load': measureFirstLoad,
  lighthouse: measureLighthouse,
  reading: measureReading,
  scrolling: measureScrolling,
  start: measureStart,
}

function sourceVersion(): string | null {
  try {
    const git = (...args: string[]) =>
      execFileSync('git', args, {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      })
    const commit = git('rev-parse', '--short', 'HEAD').trim()
    return git('status', '--porcelain').trim() === '' ? commit : `${commit} with changes`
  } catch {
    return null
  }
}

const describeMachine = () => ({
  processors: os.availableParallelism(),
  model: os.cpus()[0]?.model ?? 'unknown',
  gigabytes: Math.round(os.totalmem() / 1e9),
  system: `${os.type()} ${os.release()}`,
  node: process.version,
})

async function runSections(names: readonly SectionName[], bench: Omit<Bench, 'say'>) {
  const found: Partial<Record<SectionName, Findings>> = {}
  for (const name of names) {
    const startedAt = Date.now()
    const say = (line: string) =>
      console.log(`  ${name} ${Math.round((Date.now() - startedAt) / 1000)} s: ${line}`)
    found[name] = await sections[name]({ ...bench, say })
    for (const table of found[name].tables) console.log(toText(table))
    console.log()
  }
  return found
}

if (!existsSync('/proc/self/stat')) {
  throw new Error('The bench reads CPU time and memory from /proc: it runs on Linux only.')
}
const { sections: names, isQuick, isProfiling } = parseOptions(process.argv.slice(2))
const isWhole = !isQuick && !isProfiling && names.length === Object.keys(sections).length
const machine = describeMachine()
const date = new Date().toISOString()

const dataFolder = path.join(workFolder, `data-${process.pid}`)
let dataDirs = 0
const upstream = await startUpstream()
process.once('exit', () => rmSync(dataFolder, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const found = await runSections(names, {
  isQuick,
  isProfiling,
  upstream,
  newDataDir: () => path.join(dataFolder, String(++dataDirs)),
})
await upstream.stop()

const all = Object.values(found)
const targets = targetTable(all.flatMap((findings) => findings.targets))
const faults = all.flatMap((findings) => findings.faults)
const heading = `${date.slice(0, 10)}, ${machine.processors} processors (${machine.model}), ${machine.gigabytes} GB, ${machine.system}, Node ${machine.node}${isQuick ? ', quick run' : ''}`

// Only a whole run replaces the published figures.
const resultsFolder = path.join(root, 'bench/results')
const file = path.join(resultsFolder, isWhole ? 'latest' : 'partial')
mkdirSync(resultsFolder, { recursive: true })
const figures = Object.fromEntries(
  Object.entries(found).map(([name, findings]) => [name, findings.figures]),
)
const record = { date, isQuick, source: sourceVersion(), machine, targets: targets.rows, faults }
writeFileSync(`${file}.json`, `${JSON.stringify({ ...record, figures }, null, 2)}\n`)
const tables = [targets, ...all.flatMap((findings) => findings.tables)]
writeFileSync(`${file}.md`, [`${heading}\n`, ...tables.map(toMarkdown)].join('\n'))

console.log(toText(targets))
console.log(`\n${heading}\nWritten: ${path.relative(root, file)}.json and .md`)
if (faults.length > 0) {
  console.error(`\n${faults.length} answers were not as they must be:\n${faults.join('\n')}`)
  process.exitCode = 1
}
