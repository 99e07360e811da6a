import { setTimeout as pause } from 'node:timers/promises'

import { fromPglite, fromPrisma, PgBoss, type PrismaTransactionLike } from 'pg-boss'

import {
  expireSeconds,
  heartbeatSeconds,
  jobNames,
  jobQueues,
  keepSeconds,
  type JobName,
} from '@/lib/adapters/jobs/job-queues'
import type { Database } from '@/lib/adapters/prisma/open-database'
import { SkeinError } from '@/lib/core/errors'
import type { Log } from '@/lib/core/ports'

export type { JobName }

export type JobRun = {
  /** Aborted when the process leaves; the job is then run again by the next one. */
  signal: AbortSignal
  /** 1 for the first try. */
  attempt: number
}

/** How a run ends: interrupted when the process leaves, which is nobody's failure. */
export type JobOutcome = 'completed' | 'failed' | 'interrupted'

export type JobHandler = (data: unknown, run: JobRun) => Promise<void>

export type EnqueueOptions = {
  /** A second job of this key is not taken while the first waits, runs, or waits to be tried again. */
  key: string
  /** A Prisma transaction of which it becomes part. */
  transaction?: PrismaTransactionLike
  /** At most one job of this key in each span of so many seconds, whichever process asks for it. */
  everySeconds?: number
}

export type JobCounts = {
  queue: JobName
  queued: number
  active: number
  retrying: number
  completed: number
  failed: number
}

export type FailedJob = {
  id: string
  queue: JobName
  threadId: string | null
  /** The code of the failure, never what a model or a person wrote. */
  reason: string
  attempts: number
  isRetrying: boolean
  failedAt: Date | null
}

const pollingSeconds = 30
const defaultStopTimeoutMs = 5000
const schema = 'pgboss'
const uniqueViolation = '23505'
const noJob = '00000000-0000-0000-0000-000000000000'

/** What of an error is kept with a job: its code and our own sentence. */
class JobFailure extends Error {
  constructor(error: unknown) {
    super(error instanceof SkeinError ? error.message : 'Something went wrong inside Skein.')
    this.name = error instanceof SkeinError ? error.code : 'internal_error'
    this.stack = undefined
  }
}

/** Background jobs on pg-boss, in the product's own database. */
export class Jobs {
  readonly #boss: PgBoss
  readonly #database: Database
  readonly #log: Log
  readonly #stopTimeoutMs: number
  readonly #leaving = new AbortController()
  /** How many jobs have ended here, by queue and outcome. */
  readonly ended = new Map<`${JobName} ${JobOutcome}`, number>()
  readonly #workers = new Map<JobName, string[]>()
  /** The jobs that this process has begun and neither completed nor failed. */
  readonly #unended = new Set<string>()
  #revival: NodeJS.Timeout | undefined
  #isStarted = false

  constructor({
    database,
    log,
    stopTimeoutMs = defaultStopTimeoutMs,
  }: {
    database: Database
    log: Log
    /** How long running jobs may take to notice that the process leaves. */
    stopTimeoutMs?: number
  }) {
    const { connection } = database
    this.#database = database
    this.#log = log
    this.#stopTimeoutMs = stopTimeoutMs
    this.#boss = new PgBoss({
      ...(connection.kind === 'pglite'
        ? { db: fromPglite(connection.pglite), backend: 'pglite' as const }
        : { connectionString: connection.url, max: 3, application_name: 'skein-jobs' }),
      schema,
      useListenNotify: true,
      schedule: false,
      superviseIntervalSeconds: 60,
      monitorIntervalSeconds: 300,
      maintenanceIntervalSeconds: 3600,
      queueCacheIntervalSeconds: 300,
      reindex: false,
      monitorVacuum: false,
    })
    this.#boss.on('error', (error) => log.error('jobs-error', {}, error))
    this.#boss.on('warning', ({ message }) => log.warn('jobs-warning', { reason: message }))
  }

  /** Opens every queue: the first send to an unknown one would need the database inside the sender's transaction. */
  async start(): Promise<void> {
    await this.#boss.start()
    const known = new Set((await this.#boss.getQueues()).map(({ name }) => name))
    for (const name of jobNames) {
      const { retryLimit, retryDelay, retryDelayMax } = jobQueues[name]
      const options = {
        retryLimit,
        retryDelay,
        retryDelayMax,
        retryBackoff: true,
        heartbeatSeconds,
        expireInSeconds: expireSeconds,
        deleteAfterSeconds: keepSeconds,
        notify: true,
      }
      if (known.has(name)) await this.#boss.updateQueue(name, options)
      else await this.#boss.createQueue(name, { ...options, policy: 'exclusive' })
      // Any question about its jobs makes pg-boss remember the queue.
      await this.#boss.findJobs(name, { id: noJob })
    }
    if (this.#database.exclusive) await this.#reviveDead()
    this.#isStarted = true
  }

  /**
   * Has jobs whose process died run again at once, or ends them after their last attempt: a job that kills its process must
   * not do so for ever. With an exclusive database whatever is marked as running is dead. pg-boss does the same, minutes later.
   */
  async #reviveDead() {
    const { rows } = await this.#boss.getDb().executeSql(
      `UPDATE ${schema}.job SET start_after = now(),
         state = (CASE WHEN retry_count < retry_limit THEN 'retry' ELSE 'failed' END)::${schema}.job_state,
         completed_on = CASE WHEN retry_count < retry_limit THEN NULL ELSE now() END
       WHERE name = ANY($1) AND state = 'active' AND policy = 'exclusive'
         AND ($2 OR coalesce(heartbeat_on, started_on) < now() - make_interval(secs => heartbeat_seconds))
       RETURNING name`,
      [jobNames, this.#database.exclusive],
    )
    for (const { name } of rows as { name: JobName }[]) this.#wake(name)
  }

  #wake(name: JobName) {
    for (const worker of this.#workers.get(name) ?? []) this.#boss.notifyWorker(worker)
  }

  /** Enqueues a job, unless one of its key is there. */
  async enqueue(
    name: JobName,
    data: object,
    { key, transaction, everySeconds }: EnqueueOptions,
  ): Promise<void> {
    await this.#boss.send(name, data, {
      singletonKey: key,
      ...(everySeconds ? { singletonSeconds: everySeconds } : {}),
      ...(transaction ? { db: fromPrisma(transaction) } : {}),
    })
  }

  /** Runs the jobs of a queue from now on, as many at once as the queue allows. */
  async work(name: JobName, handle: JobHandler): Promise<void> {
    const workers: string[] = []
    this.#workers.set(name, workers)
    for (let worker = 0; worker < jobQueues[name].concurrency; worker++) {
      const id: string = await this.#boss.work(
        name,
        {
          includeMetadata: true,
          pollingIntervalSeconds: pollingSeconds,
          notifyPollingIntervalSeconds: pollingSeconds,
        },
        async ([job]) => {
          // The next one need not wait for the next look at the queue.
          this.#boss.notifyWorker(id)
          if (!job) return
          const signal = AbortSignal.any([job.signal, this.#leaving.signal])
          const run = { attempt: job.retryCount + 1, signal }
          await this.#run(name, job.id, run, () => handle(job.data, run))
        },
      )
      workers.push(id)
    }
    if (this.#database.exclusive) return
    if (this.#revival) return
    const revive = () =>
      void this.#reviveDead().catch((error) => this.#log.error('jobs-error', {}, error))
    revive()
    this.#revival = setInterval(revive, heartbeatSeconds * 1000).unref()
  }

  async #run(name: JobName, id: string, { signal, attempt }: JobRun, run: () => Promise<void>) {
    const startedAt = performance.now()
    this.#unended.add(id)
    const report = (outcome: JobOutcome, reason?: string) => {
      if (outcome !== 'interrupted') this.#unended.delete(id)
      this.ended.set(`${name} ${outcome}`, (this.ended.get(`${name} ${outcome}`) ?? 0) + 1)
      const duration_ms = Math.round(performance.now() - startedAt)
      this.#log.info('job', { job: name, outcome, reason, attempt, duration_ms })
    }
    try {
      await run()
      report('completed')
    } catch (error) {
      const failure = new JobFailure(error)
      if (this.#leaving.signal.aborted) {
        report('interrupted')
        throw failure
      }
      if (!signal.aborted && failure.name === 'internal_error') {
        this.#log.error('job-failed', { job: name }, error)
      }
      report('failed', failure.name)
      throw failure
    }
  }

  /** How many jobs there are, by queue and state. Finished ones are kept for a week. */
  async counts(): Promise<JobCounts[]> {
    const { rows } = await this.#boss
      .getDb()
      .executeSql(
        `SELECT name, state::text AS state, count(*)::int AS jobs FROM ${schema}.job WHERE name = ANY($1) GROUP BY name, state`,
        [jobNames],
      )
    const found = rows as { name: string; state: string; jobs: number }[]
    const count = (queue: JobName, state: string) =>
      found.find((row) => row.name === queue && row.state === state)?.jobs ?? 0
    return jobNames.map((queue) => ({
      queue,
      queued: count(queue, 'created'),
      active: count(queue, 'active'),
      retrying: count(queue, 'retry'),
      completed: count(queue, 'completed'),
      failed: count(queue, 'failed'),
    }))
  }

  /** The jobs that failed last, those that will be tried again included. */
  async failures(limit: number): Promise<FailedJob[]> {
    const { rows } = await this.#boss.getDb().executeSql(
      `SELECT id, name, data->>'thread_id' AS thread_id, output->>'name' AS reason, retry_count, state::text AS state,
         coalesce(completed_on, started_on) AS failed_at
       FROM ${schema}.job WHERE name = ANY($1) AND (state = 'failed' OR (state = 'retry' AND output IS NOT NULL))
       ORDER BY coalesce(completed_on, started_on) DESC NULLS LAST LIMIT $2`,
      [jobNames, limit],
    )
    type Row = {
      id: string
      name: JobName
      thread_id: string | null
      reason: string | null
      retry_count: number
      state: string
      failed_at: Date | string | null
    }
    return (rows as Row[]).map((row) => ({
      id: row.id,
      queue: row.name,
      threadId: row.thread_id,
      reason: row.reason ?? 'interrupted',
      attempts: row.retry_count + 1,
      isRetrying: row.state === 'retry',
      failedAt: row.failed_at === null ? null : new Date(row.failed_at),
    }))
  }

  /**
   * Runs a failed job again: at once here, within half a minute elsewhere. False when there is no such job, or when a newer
   * one of its key is there already.
   */
  async retry(id: string): Promise<boolean> {
    const name = await this.#takeUp(
      id,
      `completed_on = NULL, retry_limit = greatest(retry_limit, retry_count + 1)`,
    )
    if (name) this.#wake(name)
    return name !== null
  }

  /** Gives back what was begun here, as if it had not been: the interruption is no attempt, and waits for nothing. */
  async #giveBack() {
    for (const id of this.#unended) {
      await this.#takeUp(id, 'completed_on = NULL, started_on = NULL, output = NULL')
    }
  }

  /** Has a job wait to be run now, and names its queue. Null when there is none, or another of its key is there. */
  async #takeUp(id: string, changes: string): Promise<JobName | null> {
    try {
      const { rows } = await this.#boss.getDb().executeSql(
        `UPDATE ${schema}.job SET state = 'retry', start_after = now(), ${changes}
         WHERE id = $1 AND name = ANY($2) AND state IN ('failed', 'retry') RETURNING name`,
        [id, jobNames],
      )
      return (rows as { name: JobName }[])[0]?.name ?? null
    } catch (error) {
      if ((error as { code?: unknown }).code === uniqueViolation) return null
      throw error
    }
  }

  /** Ends the workers. A job that is running is aborted, and run again by the next process. */
  async stop(): Promise<void> {
    if (!this.#isStarted) return
    this.#isStarted = false
    clearInterval(this.#revival)
    this.#leaving.abort(new SkeinError('shutting_down', 'Skein is shutting down.'))
    // A graceful stop of pg-boss itself looks every half second whether the workers are done.
    const done = Promise.all(jobNames.map((name) => this.#boss.offWork(name, { wait: true })))
    await Promise.race([done, pause(this.#stopTimeoutMs, undefined, { ref: false })])
    await this.#boss.stop({ graceful: false, close: false })
    await this.#giveBack().catch((error) => this.#log.error('jobs-error', {}, error))
    await this.#boss.stop({ close: true })
  }
}
