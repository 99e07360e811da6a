import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { countTokens } from 'gpt-tokenizer'
import { ask, createThread, timeToFirstToken } from '../load/converse.ts'
import { writeDialogue, type Exchange } from '../load/dialogue.ts'
import { median, percentile } from '../measure/statistics.ts'
import { contextChart, type ContextCycle, type ContextPoint } from '../report/context-chart.ts'
import { formatNumber, type Findings } from '../report/report.ts'
import { root, type ServerProcess } from '../servers/server-process.ts'
import { startSkein } from '../servers/skein.ts'
import {
  forgetRequests,
  recordedRequests,
  registerScript,
  startRecordingUpstream,
  type SentRequest,
} from '../servers/upstream.ts'
import type { Bench } from './bench.ts'

const models = {
  dialogue: 'openai/gpt-4o',
  firstToken: 'anthropic/claude-3.5-sonnet',
  summary: 'meta-llama/llama-3.3-70b-instruct',
  title: 'google/gemini-2.5-flash',
}

/** What a person takes between an answer and the next question, kept short so that the bench ends. */
const pauseMs = 80
const seed = 20_261_121
const cycle = 20
/** Messages before there are cycles to compare: the first summary has to stand. */
const warmUp = 40
const tolerance = 0.25
const summaryDeadlineMs = 15_000
/** What a chat format adds to each message. */
const tokensPerMessage = 4
const shortThread = 20
const askedPerThread = 10

type Link = {
  content: string
  first_position: number
  last_position: number
  tokens_before: number
  tokens_after: number
}

const counted = new Map<string, number>()

function tokensOf(text: string): number {
  const known = counted.get(text)
  if (known !== undefined) return known
  const tokens = countTokens(text) + tokensPerMessage
  counted.set(text, tokens)
  return tokens
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
const mean = (values: number[]): number => sum(values) / values.length
const inputOf = ({ texts }: SentRequest): number => sum(texts.map(tokensOf))
const whole = (value: number): string => Math.round(value).toLocaleString('en')

/** The chain of a thread once it has taken in so many messages: the last summary is written behind the last answer. */
async function chainUpTo(skein: ServerProcess, threadId: string, messages: number) {
  const deadline = performance.now() + summaryDeadlineMs
  for (;;) {
    const response = await fetch(`${skein.origin}/api/threads/${threadId}/summaries?limit=200`)
    if (!response.ok) throw new Error(`The summaries answered ${response.status}.`)
    const { data } = (await response.json()) as { data: Link[] }
    if (data.at(-1)?.last_position === messages) return data
    if (performance.now() > deadline) return data
    await pause(20)
  }
}

async function talk(skein: ServerProcess, threadId: string, dialogue: Exchange[]) {
  const faults: string[] = []
  for (const exchange of dialogue) {
    const fault = await ask(skein.origin, threadId, exchange)
    if (fault) faults.push(fault)
    await pause(pauseMs)
  }
  return faults
}

/** What was sent for each answer, beside the tokens of all messages up to its question. */
function pointsOf(requests: SentRequest[], dialogue: Exchange[]): ContextPoint[] {
  let before = 0
  return requests.map((request, n) => {
    const { question, answer } = dialogue[n]!
    const replay = before + tokensOf(question)
    before = replay + tokensOf(answer)
    return { message: 2 * (n + 1), sent: inputOf(request), replay }
  })
}

function cyclesOf(points: ContextPoint[]): ContextCycle[] {
  const cycles: ContextCycle[] = []
  for (let from = warmUp; from + cycle <= points.at(-1)!.message; from += cycle) {
    const inCycle = points.filter(({ message }) => message > from && message <= from + cycle)
    cycles.push({ from: from + 1, to: from + cycle, mean: mean(inCycle.map(({ sent }) => sent)) })
  }
  return cycles
}

/** What was asked twice, not at all or out of order, and links that overlap or leave a gap. */
function faultsOf(input: {
  chats: SentRequest[]
  summaries: SentRequest[]
  titles: SentRequest[]
  others: SentRequest[]
  dialogue: Exchange[]
  chain: Link[]
}): string[] {
  const { chats, summaries, titles, others, dialogue, chain } = input
  const asked = chats.map(({ texts }) => texts.at(-1))
  const faults = [
    asked.length !== dialogue.length && `${dialogue.length} questions, ${asked.length} requests`,
    asked.some((question, n) => question !== dialogue[n]?.question) &&
      'a question was sent twice, or out of order',
    summaries.length !== chain.length &&
      `${chain.length} summaries, ${summaries.length} requests for one`,
    titles.length !== 1 && `${titles.length} requests for a title`,
    others.length > 0 && `${others.length} requests to models that nobody named`,
    chain.some((link, n) => link.first_position !== (chain[n - 1]?.last_position ?? 0) + 1) &&
      'the links of the chain overlap or leave a gap',
    chain.at(-1)?.last_position !== 2 * dialogue.length &&
      `the chain ends at message ${chain.at(-1)?.last_position}`,
  ]
  return faults.filter((fault) => fault !== false)
}

/** First tokens in the long thread and in short ones, in turns; each short one is used for one cycle only. */
async function compareFirstTokens(input: {
  skein: ServerProcess
  upstream: ServerProcess
  longThread: string
  threads: number
}) {
  const { skein, upstream, longThread, threads } = input
  const turns = shortThread / 2 + askedPerThread
  const dialogue = writeDialogue(turns * threads, seed + 1)
  const answers = dialogue.map(({ answer }) => ({ text: answer }))
  await registerScript(upstream, models.firstToken, answers[0]!)
  const patch = { method: 'PATCH', headers: { 'content-type': 'application/json' } }
  const body = JSON.stringify({ model: models.firstToken })
  await fetch(`${skein.origin}/api/threads/${longThread}`, { ...patch, body })

  const times = { short: [] as number[], long: [] as number[] }
  for (let thread = 0; thread < threads; thread++) {
    const id = await createThread(skein.origin, models.firstToken)
    const own = dialogue.slice(thread * turns, (thread + 1) * turns)
    for (const { question } of own.slice(0, shortThread / 2)) {
      await ask(skein.origin, id, { question, answer: dialogue[0]!.answer })
    }
    await chainUpTo(skein, id, shortThread)
    for (const { question } of own.slice(shortThread / 2)) {
      times.short.push(await timeToFirstToken(skein.origin, id, question))
      times.long.push(await timeToFirstToken(skein.origin, longThread, question))
      await pause(pauseMs)
    }
  }
  const spread = (values: number[]) => ({ p50: median(values), p95: percentile(values, 0.95) })
  return { short: spread(times.short), long: spread(times.long), samples: times.long.length }
}

/** One thread of 2,000 messages: what its turns send, what its summaries cost, how soon its first tokens come. */
export async function measureContext(bench: Bench): Promise<Findings> {
  const { isQuick, say, newDataDir } = bench
  const messages = isQuick ? 300 : 2000
  const dialogue = writeDialogue(messages / 2, seed)
  const upstream = await startRecordingUpstream()
  const skein = await startSkein({
    name: 'skein-context',
    dataDir: newDataDir(),
    upstream,
    env: {
      SUMMARY_MODEL: `openrouter/${models.summary}`,
      TITLE_MODEL: `openrouter/${models.title}`,
    },
  })
  const answers = dialogue.map(({ answer }) => ({ text: answer }))
  await registerScript(upstream, models.dialogue, answers)

  say(`a thread of ${whole(messages)} messages`)
  const threadId = await createThread(skein.origin, models.dialogue)
  const faults = await talk(skein, threadId, dialogue)
  const chain = await chainUpTo(skein, threadId, messages)
  const requests = await recordedRequests(upstream)
  const of = (model: string) => requests.filter((request) => request.model === model)
  const chats = of(models.dialogue)
  const summaries = of(models.summary)
  const titles = of(models.title)
  const others = requests.filter(({ model }) => !Object.values(models).includes(model))
  faults.push(...faultsOf({ chats, summaries, titles, others, dialogue, chain }))
  await forgetRequests(upstream)

  say('first tokens')
  const threads = isQuick ? 2 : 6
  const first = await compareFirstTokens({ skein, upstream, longThread: threadId, threads })
  await skein.stop()
  await upstream.stop()

  const points = pointsOf(chats, dialogue)
  const cycles = cyclesOf(points)
  const flat = mean(cycles.map((each) => each.mean))
  const furthest = Math.max(...cycles.map((each) => Math.abs(each.mean / flat - 1)))
  const sent = sum(points.map((point) => point.sent))
  const replay = sum(points.map((point) => point.replay))
  const summaryTokens = {
    input: sum(summaries.map(inputOf)),
    output: sum(chain.map(({ content }) => countTokens(content))),
  }
  const spent = summaryTokens.input + summaryTokens.output
  const share = spent / (replay - sent)

  const file = path.join(root, 'bench/results', isQuick ? 'partial.context.svg' : 'context.svg')
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, contextChart({ points, cycles, mean: flat, tolerance }))

  /** Sums of the thread as it was when it had so many messages. */
  const untilMessage = (until: number) => {
    const turns = points.filter(({ message }) => message <= until)
    const links = chain.filter(({ last_position }) => last_position <= until).length
    const cost = sum([
      ...summaries.slice(0, links).map(inputOf),
      ...chain.slice(0, links).map(({ content }) => countTokens(content)),
    ])
    const saved = sum(turns.map((turn) => turn.replay - turn.sent))
    return { last: mean(turns.slice(-cycle / 2).map((turn) => turn.sent)), turns, cost, saved }
  }
  const stages = [20, 40, 100, 300, 1000, 2000].filter((stage) => stage <= messages)
  const spread = ({ p50, p95 }: typeof first.long) => `${formatNumber(p50)} / ${formatNumber(p95)}`

  return {
    tables: [
      {
        title: 'Context of a long thread',
        note: 'Input tokens of a turn, and tokens that its summaries have cost up to there (input and output).',
        columns: [
          'messages',
          'sent, mean of the last 20 messages',
          'full replay',
          'summaries so far',
          'saved so far',
          'spent ÷ saved',
        ],
        rows: stages.map((stage) => {
          const { last, turns, cost, saved } = untilMessage(stage)
          return [
            whole(stage),
            whole(last),
            whole(turns.at(-1)!.replay),
            whole(cost),
            whole(saved),
            saved > 0 ? `${formatNumber((100 * cost) / saved)} %` : '–',
          ]
        }),
      },
      {
        title: 'Cycles of 20 messages, after the first 40',
        columns: ['', 'input tokens of a turn'],
        rows: [
          ['mean of all cycles', whole(flat)],
          ['lowest cycle', whole(Math.min(...cycles.map((each) => each.mean)))],
          ['highest cycle', whole(Math.max(...cycles.map((each) => each.mean)))],
          ['largest single turn', whole(Math.max(...points.map((point) => point.sent)))],
          ['last summary', whole(countTokens(chain.at(-1)?.content ?? ''))],
        ],
      },
      {
        title: 'What the provider was asked',
        columns: ['', 'requests', 'expected'],
        rows: [
          ['answers', whole(chats.length), whole(dialogue.length)],
          ['summaries', whole(summaries.length), whole(chain.length)],
          ['titles', whole(titles.length), '1'],
          ['anything else', whole(others.length), '0'],
        ],
      },
      {
        title: 'First token',
        note: `${first.samples} turns each, in turns; ms at the client.`,
        columns: ['thread', 'p50 / p95 ms'],
        rows: [
          [`${shortThread} messages`, spread(first.short)],
          [`${whole(messages)} messages`, spread(first.long)],
        ],
      },
    ],
    targets: [
      {
        what: `input of a turn: furthest cycle of ${cycle} messages from their mean`,
        value: 100 * furthest,
        bound: 'at most',
        limit: 100 * tolerance,
        unit: '%',
      },
      {
        what: `first token: ${whole(messages)} ÷ ${shortThread} messages`,
        value: first.long.p50 / first.short.p50,
        bound: 'at most',
        limit: 1.2,
        unit: '',
      },
      {
        what: 'summaries: tokens spent ÷ tokens saved',
        value: 100 * share,
        bound: 'at most',
        limit: 15,
        unit: '%',
      },
    ],
    faults,
    figures: {
      messages,
      pauseMs,
      cycles,
      mean: flat,
      sent,
      replay,
      summaries: { ...summaryTokens, requests: summaries.length },
      firstTokenMs: first,
    },
  }
}
