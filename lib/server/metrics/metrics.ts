import { Counter, Gauge, Histogram, Registry } from 'prom-client'

import type { Outcome } from '@/lib/core/turn/turn'
import type { Usage } from '@/lib/core/thread/message'
import type { Services } from '@/lib/server/services'

type EndedTurn = {
  outcome: Outcome | 'lost'
  model: string
  usage: Usage | null
  /** Milliseconds from its beginning; null when no token came. */
  firstTokenMs: number | null
  durationMs: number
}

type Watched = Pick<Services, 'jobs' | 'engine' | 'logs' | 'events' | 'prisma'>

const tokenKinds = ['input', 'output', 'reasoning', 'cached_input'] as const

/** What this process tells Prometheus. Nothing in it names a person, a thread or a text. */
export class Metrics {
  readonly registry = new Registry()
  readonly #registers = [this.registry]
  readonly #requests = new Histogram({
    name: 'skein_request_duration_seconds',
    help: 'Seconds until a request was answered (of a stream: until it began), by operation and status',
    labelNames: ['operation', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers: this.#registers,
  })
  readonly #turns = new Histogram({
    name: 'skein_turn_duration_seconds',
    help: 'Seconds that turns took once they ran, by outcome',
    labelNames: ['outcome'],
    buckets: [0.5, 1, 2, 5, 10, 30, 60, 300],
    registers: this.#registers,
  })
  readonly #firstTokens = new Histogram({
    name: 'skein_turn_first_token_seconds',
    help: 'Seconds from the beginning of a turn to its first token, by model',
    labelNames: ['model'],
    buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60],
    registers: this.#registers,
  })
  readonly #tokens = new Counter({
    name: 'skein_tokens_total',
    help: 'Tokens of turns as the providers counted them, by model and kind',
    labelNames: ['model', 'kind'],
    registers: this.#registers,
  })
  readonly #cost = new Counter({
    name: 'skein_cost_dollars_total',
    help: 'Cost of turns in US dollars as far as it is known, by model',
    labelNames: ['model'],
    registers: this.#registers,
  })

  /** A request that was answered. */
  observeRequest({ operation, status, ms }: { operation: string; status: number; ms: number }) {
    this.#requests.observe({ operation, status }, ms / 1000)
  }

  /** A turn that ended in this process. */
  observeTurn({ outcome, model, usage, firstTokenMs, durationMs }: EndedTurn) {
    this.#turns.observe({ outcome }, durationMs / 1000)
    if (firstTokenMs !== null) this.#firstTokens.observe({ model }, firstTokenMs / 1000)
    for (const kind of tokenKinds) {
      this.#tokens.inc({ model, kind }, usage?.[`${kind}_tokens`] ?? 0)
    }
    this.#cost.inc({ model }, usage?.cost ?? 0)
  }

  /** Adds what is read from elsewhere each time that somebody asks. */
  watch({ jobs, engine, logs, events, prisma }: Watched): void {
    const registers = this.#registers
    new Gauge({
      name: 'skein_jobs',
      help: 'Background jobs by queue and state; finished ones are kept for a week',
      labelNames: ['queue', 'state'],
      registers,
      async collect() {
        for (const { queue, ...states } of await jobs.counts()) {
          for (const [state, count] of Object.entries(states)) this.set({ queue, state }, count)
        }
      },
    })
    new Counter({
      name: 'skein_job_runs_total',
      help: 'Runs of background jobs that ended in this process, by queue and outcome',
      labelNames: ['queue', 'outcome'],
      registers,
      collect() {
        this.reset()
        for (const [key, count] of jobs.ended) {
          const [queue = '', outcome = ''] = key.split(' ')
          this.inc({ queue, outcome }, count)
        }
      },
    })
    new Gauge({
      name: 'skein_turns_running',
      help: 'Turns that run in this process',
      registers,
      collect() {
        this.set(engine.runningTurns)
      },
    })
    new Gauge({
      name: 'skein_turns_queued',
      help: 'Turns that wait, in all processes',
      registers,
      async collect() {
        this.set(await prisma.turn.count({ where: { status: 'queued' } }))
      },
    })
    new Gauge({
      name: 'skein_streams_open',
      help: 'Streams that somebody reads in this process: answers, and changes of threads',
      labelNames: ['kind'],
      registers,
      collect() {
        this.set({ kind: 'answer' }, logs.readers)
        this.set({ kind: 'events' }, events.readers)
      },
    })
    new Gauge({
      name: 'process_resident_memory_bytes',
      help: 'Resident memory of this process',
      registers,
      collect() {
        this.set(process.memoryUsage.rss())
      },
    })
  }
}
