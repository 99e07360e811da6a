import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { residentMegabytes } from '../measure/process-usage.ts'
import { formatNumber, type Findings } from '../report/report.ts'
import { startSkein } from '../servers/skein.ts'
import type { Bench } from './bench.ts'

const at = '2026-01-01T00:00:00.000Z'
const textOf = (n: number) => `These are the words of message ${n}. `.repeat(10)
const pieceLength = 256 * 1024

/** An export of one thread, in pieces. */
async function* exportOf(messages: number): AsyncGenerator<Uint8Array> {
  const ids = Array.from({ length: messages }, () => randomUUID())
  const encoder = new TextEncoder()
  const thread = {
    kind: 'thread',
    id: randomUUID(),
    external_id: null,
    title: 'A long one',
    title_source: 'person',
    system_prompt: null,
    model: 'openai/gpt-4o',
    agent_id: null,
    visibility: 'private',
    pinned: false,
    archived: false,
    last_sequence: messages,
    active_leaf_id: ids.at(-1),
    summary_failure: null,
    created_at: at,
    updated_at: at,
    last_activity_at: at,
  }
  let piece = `{"format":"skein","version":1,"exported_at":"${at}","records":[\n${JSON.stringify(thread)}`
  for (let n = 1; n <= messages; n++) {
    const message = {
      kind: 'message',
      id: ids[n - 1],
      sequence_number: n,
      parent_id: ids[n - 2] ?? null,
      position: n,
      role: n % 2 ? 'user' : 'assistant',
      parts: [{ type: 'text', text: textOf(n) }],
      model: null,
      agent_id: null,
      status: 'completed',
      error: null,
      external_id: null,
      metadata: {},
      usage: null,
      vote: null,
      created_at: at,
      updated_at: at,
      deleted_at: null,
    }
    piece += `,\n${JSON.stringify(message)}`
    if (piece.length < pieceLength) continue
    yield encoder.encode(piece)
    piece = ''
    // The pieces are made by the process that also looks how long others wait.
    await pause(1)
  }
  yield encoder.encode(`${piece}\n]}\n`)
}

type Phase = { seconds: number; peak: number; longestWait: number }
type Transfer = { messages: number; before: number; import: Phase; export: Phase; faults: string[] }

async function transfer(bench: Bench, messages: number): Promise<Transfer> {
  const { origin, pid, stop } = await startSkein({
    name: `skein-transfer-${messages}`,
    dataDir: bench.newDataDir(),
    upstream: bench.upstream,
  })
  const faults: string[] = []
  const before = residentMegabytes(pid)

  /** Measures the server while it does something, and how long somebody else waits for a list meanwhile. */
  async function watch(run: () => Promise<void>): Promise<Phase> {
    const phase = { seconds: 0, peak: 0, longestWait: 0 }
    let isOver = false
    const looking = (async () => {
      while (!isOver) {
        const askedAt = performance.now()
        await (await fetch(`${origin}/api/threads?limit=20`)).arrayBuffer()
        phase.longestWait = Math.max(phase.longestWait, performance.now() - askedAt)
        phase.peak = Math.max(phase.peak, residentMegabytes(pid))
        await pause(50)
      }
    })()
    const startedAt = performance.now()
    await run().finally(() => (isOver = true))
    phase.seconds = (performance.now() - startedAt) / 1000
    await looking
    return phase
  }

  const imported = await watch(async () => {
    const response = await fetch(`${origin}/api/import`, {
      method: 'POST',
      body: Readable.toWeb(Readable.from(exportOf(messages))),
      headers: { 'content-type': 'application/json' },
      duplex: 'half',
    } as unknown as RequestInit)
    const result = (await response.json()) as { messages?: number }
    if (result.messages !== messages) faults.push(`Not imported: ${JSON.stringify(result)}`)
  })
  const exported = await watch(async () => {
    let records = 0
    const body = (await fetch(`${origin}/api/export`)).body?.pipeThrough(new TextDecoderStream())
    for await (const text of body ?? []) records += text.split('{"kind":"message"').length - 1
    // A piece may end within the words that are counted.
    if (records < messages * 0.99) faults.push(`Only ${records} of ${messages} were exported.`)
  })
  await stop()
  return { messages, before, import: imported, export: exported, faults }
}

/** What an import and an export of one long thread need, beside those of a short one. */
export async function measureTransfer(bench: Bench): Promise<Findings> {
  const sizes = bench.isQuick ? [1000, 30_000] : [1000, 100_000]
  const results: Transfer[] = []
  for (const messages of sizes) {
    bench.say(`${messages.toLocaleString('en')} messages`)
    results.push(await transfer(bench, messages))
  }
  const [small, large] = results as [Transfer, Transfer]
  const target = (phase: 'import' | 'export') => ({
    what: `peak memory of an ${phase}, ${sizes[1]!.toLocaleString('en')} ÷ 1,000 messages`,
    value: large[phase].peak / small[phase].peak,
    bound: 'at most' as const,
    limit: 1.3,
    unit: '',
  })
  return {
    tables: [
      {
        title: 'Import and export of one thread',
        note: 'Resident memory of the server in MB; the longest that a list of threads was waited for meanwhile.',
        columns: ['messages', 'before', 'import: s, peak, wait ms', 'export: s, peak, wait ms'],
        rows: results.map(({ messages, before, ...phases }) => [
          messages.toLocaleString('en'),
          formatNumber(before),
          ...[phases.import, phases.export].map(
            ({ seconds, peak, longestWait }) =>
              `${formatNumber(seconds)}, ${formatNumber(peak)}, ${formatNumber(longestWait)}`,
          ),
        ]),
      },
    ],
    targets: [target('import'), target('export')],
    faults: results.flatMap(({ faults }) => faults),
    figures: results,
  }
}
