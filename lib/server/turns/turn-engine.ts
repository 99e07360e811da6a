import { SkeinError } from '@/lib/core/errors'
import type { Bus, Clock, Log, Models, TurnLog, TurnLogs } from '@/lib/core/ports'
import { dueSummary, type SummarySettings } from '@/lib/core/summary/plan-summary'
import { plainText } from '@/lib/core/thread/message'
import { MessageBuilder } from '@/lib/core/turn/message-builder'
import { endingChunks } from '@/lib/core/turn/replay-message'
import { interrupted, type AbortReason } from '@/lib/core/turn/run-turn'
import type { AnswerTurn } from '@/lib/core/turn/answer-turn'
import type { TurnResult } from '@/lib/core/turn/turn'
import type { Calibrations } from '@/lib/server/context/calibrations'
import type { ContextLoader, LoadedContext } from '@/lib/server/context/context-loader'
import {
  toLedgerRecord,
  type LedgerRecord,
  type SentRequest,
} from '@/lib/server/context/ledger-record'
import type { Metrics } from '@/lib/server/metrics/metrics'
import { askModel, failedTurn, type AnsweredTurn } from '@/lib/server/turns/ask-model'
import type { FinishWithJobs, TurnJob } from '@/lib/server/turns/finish-with-jobs'
import { openTurnLog } from '@/lib/server/turns/open-turn-log'
import type { ClaimedTurn, TurnQueue } from '@/lib/server/turns/turn-queue'

type RunningTurn = {
  turn: ClaimedTurn
  /** Whether time has passed since it was accepted. */
  hasWaited: boolean
  abort: AbortController
  builder: MessageBuilder
  savedVersion: number
  finished: Promise<void>
  context: LoadedContext | null
  /** What went out to the providers, in order. */
  requests: SentRequest[]
  hasSavedLedger: boolean
}

export type TurnEngineOptions = {
  queue: TurnQueue
  models: Models
  context: Pick<ContextLoader, 'load'>
  calibrations: Pick<Calibrations, 'learn' | 'save'>
  summaries: SummarySettings
  /** Whether titles are written. */
  writesTitles: boolean
  /** Throws `budget_spent` when the workspace may not ask a model any more. */
  requireBudget: (workspaceId: string) => Promise<void>
  /** Stores the end of a turn together with the jobs that it causes. */
  finishWithJobs: FinishWithJobs
  logs: TurnLogs
  bus: Bus
  clock: Clock
  log: Log
  idleTimeoutMs: number
  maxRunningTurns: number
  /** Whether no other process serves this database. */
  exclusive: boolean
  /** Tells the readers of a log about a turn that runs elsewhere. */
  mirror: (turnIds: string[]) => Promise<void>
  metrics: Pick<Metrics, 'observeTurn'>
}

const sweepMs = 2000
const snapshotMs = 800
/** How many answers one snapshot statement carries, so that none holds the embedded database for long. */
const snapshotBatch = 20

/**
 * Runs turns apart from requests: claims them from the queue, feeds their logs, keeps snapshots, renews leases, ends
 * what dead processes left. One per process.
 */
export class TurnEngine {
  readonly #options: TurnEngineOptions
  readonly #running = new Map<string, RunningTurn>()
  readonly #timers: NodeJS.Timeout[] = []
  #unsubscribe: (() => void)[] = []
  #claiming = 0
  readonly #draining = new Set<Promise<void>>()
  #sweeping: Promise<void> | null = null
  #saving: Promise<void> | null = null
  #isOpen = false
  #isLeaving = false

  constructor(options: TurnEngineOptions) {
    this.#options = options
  }

  get runningTurns(): number {
    return this.#running.size
  }

  /** Whether it takes no new turns because the process is leaving. */
  get isLeaving(): boolean {
    return this.#isLeaving
  }

  /** Whether so many more turns may begin here now. */
  hasRoomFor(count: number): boolean {
    const { maxRunningTurns } = this.#options
    return this.#isOpen && this.#running.size + this.#claiming + count <= maxRunningTurns
  }

  /** Runs a turn that was claimed when it was accepted. */
  begin(turn: ClaimedTurn): void {
    if (this.#isOpen) return this.#run(turn, { hasWaited: false })
    const { queue, log } = this.#options
    queue
      .release(turn)
      .catch((error) => log.error('turn-release-failed', { turn_id: turn.id }, error))
  }

  /** The turns that run in this process. */
  runningIds = (): string[] => [...this.#running.keys()]

  isRunning = (turnId: string): boolean => this.#running.has(turnId)

  /** Ends what an earlier process left behind, then starts to work. */
  async start(): Promise<void> {
    const { bus, exclusive } = this.#options
    await this.#reap(exclusive)
    this.#isOpen = true
    this.#unsubscribe = [
      bus.subscribe('turn-queued', (threadId) => void this.#drain(threadId)),
      bus.subscribe('turn-stop', (turnId) => this.#abort(turnId, 'stop')),
    ]
    this.#timers.push(
      setInterval(() => void this.#sweep(), sweepMs),
      setInterval(() => void this.#saveSnapshots(), snapshotMs),
    )
    void this.#drain(null)
  }

  /** Takes no new turns, ends the running ones as interrupted with what they have, and settles when all are stored. */
  async close(): Promise<void> {
    this.#isOpen = false
    this.#isLeaving = true
    this.#timers.forEach(clearInterval)
    this.#unsubscribe.forEach((leave) => leave())
    const running = [...this.#running.values()]
    for (const { abort } of running) abort.abort('shutdown' satisfies AbortReason)
    await Promise.allSettled([
      ...running.map(({ finished }) => finished),
      ...this.#draining,
      this.#sweeping,
      this.#saving,
    ])
    await this.#options.calibrations
      .save()
      .catch((error) => this.#options.log.error('calibration-not-saved', {}, error))
  }

  #abort(turnId: string, reason: AbortReason) {
    this.#running.get(turnId)?.abort.abort(reason)
  }

  #drain(threadId: string | null): Promise<void> {
    const draining = this.#claimAll(threadId)
      .catch((error) =>
        this.#options.log.error('turn-claim-failed', { thread_id: threadId }, error),
      )
      .finally(() => this.#draining.delete(draining))
    this.#draining.add(draining)
    return draining
  }

  async #claimAll(threadId: string | null): Promise<void> {
    const { queue } = this.#options
    while (this.hasRoomFor(1)) {
      this.#claiming++
      const turn = await queue.claim(threadId).finally(() => this.#claiming--)
      if (!turn) return
      if (!this.#isOpen) return queue.release(turn)
      this.#run(turn, { hasWaited: true })
      if (threadId && !turn.hasMore) return
    }
  }

  #run(turn: ClaimedTurn, { hasWaited }: Pick<RunningTurn, 'hasWaited'>) {
    const running: RunningTurn = {
      turn,
      hasWaited,
      abort: new AbortController(),
      builder: new MessageBuilder(),
      savedVersion: 0,
      finished: Promise.resolve(),
      context: null,
      requests: [],
      hasSavedLedger: false,
    }
    this.#running.set(turn.id, running)
    running.finished = this.#execute(running)
      .catch((error) => {
        this.#options.log.error('turn-not-stored', { turn_id: turn.id }, error)
        return true
      })
      .then((mayHaveNext) => {
        this.#running.delete(turn.id)
        if (mayHaveNext) this.#options.bus.publish('turn-queued', turn.threadId)
      })
  }

  /** Says whether the next turn of the thread may be waiting. */
  async #execute(running: RunningTurn): Promise<boolean> {
    const { turn, abort, builder } = running
    const { queue, log, clock } = this.#options
    const turnLog = openTurnLog(this.#options.logs, { ...turn, turnId: turn.id, ahead: 0 })
    const startedAt = clock.now()
    const { result, metadata, estimate } = await this.#answer(running, turnLog)
    const used = {
      turnId: turn.id,
      userId: turn.userId,
      workspaceId: turn.workspaceId,
      model: result.model,
      usage: result.usage,
      estimate,
    }
    if (abort.signal.reason === 'lost') {
      turnLog.end()
      await this.#persist(() => queue.countIfDeleted(used))
      return true
    }

    builder.settle()
    const ledger = running.hasSavedLedger ? null : this.#ledgerOf(running)
    const jobs = this.#jobsAfter(running, result)
    const stored = await this.#persist(() => {
      const finished = {
        ...used,
        attempt: turn.attempt,
        answerId: turn.answerId,
        outcome: result.outcome,
        error: result.error,
        parts: builder.parts,
        content: plainText(builder.parts),
        metadata: {
          ...metadata,
          finish_reason: result.finishReason,
          turn: answerTurnOf(turn, result, { startedAt, endedAt: clock.now() }),
        },
        firstTokenAt: result.firstTokenAt === null ? null : new Date(result.firstTokenAt),
        ledger,
      }
      return jobs.length === 0
        ? queue.finish(finished)
        : this.#options.finishWithJobs(finished, jobs)
    }).finally(() => this.#end(turnLog, result))
    this.#learn(running, result)
    const firstTokenMs = result.firstTokenAt === null ? null : result.firstTokenAt - startedAt
    const durationMs = clock.now() - startedAt
    const outcome = stored ? result.outcome : 'lost'
    const { model, usage } = result
    this.#options.metrics.observeTurn({ outcome, model, usage, firstTokenMs, durationMs })
    log.info('turn', {
      turn_id: turn.id,
      thread_id: turn.threadId,
      outcome,
      error: result.error?.code,
      model,
      first_token_ms: firstTokenMs,
      duration_ms: durationMs,
      input_tokens: usage?.input_tokens,
      output_tokens: usage?.output_tokens,
      cost: usage?.cost,
    })
    return stored?.hasNext ?? true
  }

  /** An answer is stored also when its ledger cannot be made. */
  #ledgerOf({ turn, context, requests }: RunningTurn): LedgerRecord | null {
    if (!context) return null
    const { answerId: id, threadId } = turn
    try {
      return toLedgerRecord({ id, threadId }, context, requests)
    } catch (error) {
      this.#options.log.error('ledger-not-made', { turn_id: turn.id }, error)
      return null
    }
  }

  /** What the end of this turn sets going in the background. */
  #jobsAfter({ turn, context }: RunningTurn, { outcome }: TurnResult): TurnJob[] {
    if (!context || (outcome !== 'completed' && outcome !== 'stopped')) return []
    const { summaries, writesTitles } = this.#options
    const about = { thread_id: turn.threadId, last_message_id: turn.answerId }
    const trigger = dueSummary(summaries, {
      // The answer comes on top of what was read for it.
      messages: context.unsummarised + 1,
      usedTokens: context.wantedTokens * context.budget.calibration,
      budgetTokens: context.budget.input,
    })
    const isUntitled = writesTitles && turn.titleSource === 'default' && outcome === 'completed'
    return [
      ...(isUntitled ? [{ name: 'write-title' as const, data: about }] : []),
      ...(trigger ? [{ name: 'write-summary' as const, data: { ...about, trigger } }] : []),
    ]
  }

  #learn({ context }: RunningTurn, { model, usage }: TurnResult) {
    // What a file counts is not known, so that a request with one teaches nothing about texts.
    if (!context || context.files.size > 0 || !usage?.input_tokens) return
    this.#options.calibrations.learn(model, {
      ours: context.sentTokens,
      theirs: usage.input_tokens,
    })
  }

  #end(turnLog: TurnLog, { outcome: status, error, model, usage, finishReason }: TurnResult) {
    for (const chunk of endingChunks({ status, error, model, usage }, finishReason)) {
      turnLog.append(chunk)
    }
    turnLog.end()
  }

  async #answer(running: RunningTurn, turnLog: TurnLog): Promise<AnsweredTurn> {
    const { turn, abort, builder } = running
    const { models, log } = this.#options
    try {
      if (running.hasWaited) await this.#options.requireBudget(turn.workspaceId)
      const model = models.find(turn.model)
      if (!model) {
        const message = `The model ${turn.model} is no longer known. Choose another one.`
        throw new SkeinError('unknown_model', message)
      }
      const context = await this.#options.context.load({
        model,
        systemPrompt: turn.systemPrompt,
        end: { questionId: turn.userMessageId },
      })
      running.context = context
      return await askModel(this.#options, {
        model,
        context,
        thread: { id: turn.threadId, title: turn.threadTitle, messageCount: turn.messageCount },
        signal: abort.signal,
        builder,
        onChunk: (chunk) => turnLog.append(chunk),
        onRequest: ({ id }, body) => running.requests.push({ model: id, body }),
      })
    } catch (error) {
      if (!(error instanceof SkeinError)) log.error('turn-failed', { turn_id: turn.id }, error)
      return failedTurn(turn.model, error)
    }
  }

  /** Tries a write again for a few seconds: an answer must not be lost to a database that restarts. */
  async #persist<T>(write: () => Promise<T>): Promise<T> {
    for (let pause = 100; ; pause *= 2) {
      try {
        return await write()
      } catch (error) {
        if (pause > 3200) throw error
        this.#options.log.warn('turn-write-retried', { pause_ms: pause })
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    }
  }

  #saveSnapshots(): Promise<void> {
    this.#saving ??= this.#saveChanged()
      .catch((error) => this.#options.log.error('snapshot-failed', {}, error))
      .finally(() => (this.#saving = null))
    return this.#saving
  }

  async #saveChanged() {
    const changed = [...this.#running.values()].filter((r) => r.builder.version > r.savedVersion)
    for (let at = 0; at < changed.length; at += snapshotBatch) {
      const batch = changed.slice(at, at + snapshotBatch)
      const versions = batch.map(({ builder }) => builder.version)
      await this.#options.queue.snapshot(
        batch.map(({ turn, builder }) => ({
          turnId: turn.id,
          attempt: turn.attempt,
          answerId: turn.answerId,
          parts: builder.parts,
        })),
      )
      batch.forEach((running, i) => (running.savedVersion = versions[i] ?? 0))
      await this.#saveLedgers(batch.filter(({ hasSavedLedger }) => !hasSavedLedger))
    }
  }

  /** A ledger is complete with the first content; an answer that a crash cuts short has it as well. */
  async #saveLedgers(batch: RunningTurn[]) {
    const records = batch.map((running) => this.#ledgerOf(running))
    const known = records.filter((record) => record !== null)
    if (known.length === 0) return
    await this.#options.queue.saveLedgers(known)
    for (const running of batch) running.hasSavedLedger = running.context !== null
  }

  #sweep(): Promise<void> {
    this.#sweeping ??= this.#tend()
      .catch((error) => this.#options.log.error('turn-sweep-failed', {}, error))
      .finally(() => (this.#sweeping = null))
    return this.#sweeping
  }

  /** Own leases are renewed before anything is reaped, so that a process that stalled never reaps itself. */
  async #tend() {
    const ids = [...this.#running.keys()]
    const ours = await this.#options.queue.renew(ids)
    for (const id of ids) {
      if (!ours.has(id)) this.#abort(id, 'lost')
      else if (ours.get(id)) this.#abort(id, 'stop')
    }
    await this.#reap(false)
    await this.#options.calibrations.save()
    await this.#options.mirror(this.#options.logs.openIds().filter((id) => !this.#running.has(id)))
    await this.#drain(null)
  }

  async #reap(exclusive: boolean) {
    const threads = await this.#options.queue.reap({
      own: [...this.#running.keys()],
      exclusive,
      error: interrupted,
    })
    if (threads.length > 0) this.#options.log.warn('turns-interrupted', { count: threads.length })
    for (const threadId of threads) this.#options.bus.publish('turn-queued', threadId)
  }
}

const answerTurnOf = (
  turn: ClaimedTurn,
  { firstTokenAt, generationId }: TurnResult,
  { startedAt, endedAt }: { startedAt: number; endedAt: number },
): AnswerTurn => ({
  id: turn.id,
  model: turn.model,
  first_token_ms: firstTokenAt === null ? null : firstTokenAt - startedAt,
  duration_ms: endedAt - startedAt,
  generation_id: generationId,
})
