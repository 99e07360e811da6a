import { v7 } from 'uuid'

import type { Actor } from '@/lib/core/access/actor'
import type { Context } from '@/lib/core/context/assemble-context'
import { SkeinError } from '@/lib/core/errors'
import type { Model } from '@/lib/core/models/model'
import type { Clock, Log, Models } from '@/lib/core/ports'
import { defaultTitle } from '@/lib/core/thread/plain-name'
import { MessageBuilder } from '@/lib/core/turn/message-builder'
import { endingChunks } from '@/lib/core/turn/replay-message'
import type { AbortReason } from '@/lib/core/turn/run-turn'
import { encodeChunk, endOfStream, keepAlive } from '@/lib/core/turn/sse'
import type { TurnChunk } from '@/lib/core/turn/turn'
import { countUsage } from '@/lib/server/limits/count-usage'
import type { Metrics } from '@/lib/server/metrics/metrics'
import type { Database } from '@/lib/server/services'
import { askModel, failedTurn } from '@/lib/server/turns/ask-model'

export type TemporaryTurnsOptions = {
  prisma: Database['prisma']
  models: Models
  clock: Clock
  log: Log
  metrics: Pick<Metrics, 'observeTurn'>
  idleTimeoutMs: number
  /** How many answers are written at once at most: nobody's question is kept to wait. */
  maxRunning: number
}

type TemporaryTurn = { model: Model; context: Context; messageCount: number }

type Listener = {
  signal: AbortSignal
  controller: ReadableStreamDefaultController<Uint8Array>
}

const keepAliveMs = 15_000

/** Runs the turns of threads that nobody keeps, each for the one who reads it. Counts what they used, and writes nothing else. */
export class TemporaryTurns {
  readonly #options: TemporaryTurnsOptions
  readonly #running = new Map<AbortController, Promise<void>>()
  #isLeaving = false

  constructor(options: TemporaryTurnsOptions) {
    this.#options = options
  }

  /**
   * The answer as server-sent events; asked for at the first look at the stream, so that nothing is used for somebody who
   * has left. Cancelling it stops the answer. Throws `shutting_down`, and `rate_limited` while too many are written.
   */
  answer(actor: Actor, turn: TemporaryTurn): ReadableStream<Uint8Array> {
    if (this.#isLeaving) {
      const message = 'Skein is shutting down. Try again in a moment.'
      throw new SkeinError('shutting_down', message, { retryAfter: 5 })
    }
    if (this.#running.size >= this.#options.maxRunning) {
      const message = 'Too many answers are written just now. Try again in a moment.'
      throw new SkeinError('rate_limited', message, { retryAfter: 5 })
    }
    const abort = new AbortController()
    return new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          if (this.#running.has(abort)) return
          const run = this.#run(actor, turn, { signal: abort.signal, controller })
          this.#running.set(
            abort,
            run.finally(() => this.#running.delete(abort)),
          )
        },
        cancel: () => abort.abort('stop' satisfies AbortReason),
      },
      { highWaterMark: 0 },
    )
  }

  /** Begins no more, ends those that run, and settles when what they used is counted. */
  async close(): Promise<void> {
    this.#isLeaving = true
    for (const abort of this.#running.keys()) abort.abort('shutdown' satisfies AbortReason)
    await Promise.all(this.#running.values())
  }

  async #run(
    actor: Actor,
    { model, context, messageCount }: TemporaryTurn,
    { signal, controller }: Listener,
  ): Promise<void> {
    const { prisma, clock, log, metrics } = this.#options
    const startedAt = clock.now()
    const id = v7()
    const isGone = () => signal.reason === ('stop' satisfies AbortReason)
    const send = (bytes: Uint8Array) => {
      if (!isGone()) controller.enqueue(bytes)
    }
    const sendChunk = (chunk: TurnChunk) => send(encodeChunk(chunk))
    const timer = setInterval(() => send(keepAlive), keepAliveMs).unref()

    sendChunk({ type: 'start', messageId: id, messageMetadata: { model: model.id } })
    const { result, estimate } = await askModel(this.#options, {
      model,
      context,
      thread: { id, title: defaultTitle, messageCount },
      signal,
      builder: new MessageBuilder(),
      onChunk: sendChunk,
    }).catch((error: unknown) => {
      if (!(error instanceof SkeinError)) log.error('temporary-turn-failed', {}, error)
      return failedTurn(model.id, error)
    })
    clearInterval(timer)

    const { outcome, error, usage, finishReason, firstTokenAt } = result
    await countUsage({ prisma, log }, actor, { model: result.model, spent: usage ?? estimate })
    metrics.observeTurn({
      outcome,
      model: result.model,
      usage,
      firstTokenMs: firstTokenAt === null ? null : firstTokenAt - startedAt,
      durationMs: clock.now() - startedAt,
    })
    const ending = { status: outcome, error, model: result.model, usage }
    for (const chunk of endingChunks(ending, finishReason)) sendChunk(chunk)
    send(endOfStream)
    if (!isGone()) controller.close()
  }
}
