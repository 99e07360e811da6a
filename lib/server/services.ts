import { randomUUID } from 'node:crypto'
import os from 'node:os'
import path from 'node:path'

import {
  Jobs,
  type FailedJob,
  type JobCounts,
  type JobName,
} from '@/lib/adapters/jobs/pg-boss-jobs'
import { createFolderFileStore } from '@/lib/adapters/files/folder-file-store'
import { createLog } from '@/lib/adapters/log/pino-log'
import { createModels, type RunningModels } from '@/lib/adapters/models/models'
import { Prisma } from '@/lib/adapters/prisma/generated/client'
import { openDatabase, type Database } from '@/lib/adapters/prisma/open-database'
import { createMemoryBus } from '@/lib/adapters/streams/memory-bus'
import { createMemoryTurnLogs } from '@/lib/adapters/streams/memory-turn-logs'
import { openPostgresBus } from '@/lib/adapters/streams/postgres-bus'
import type { Bus, Clock, FileStore, Log, TurnLogs } from '@/lib/core/ports'
import { loadTokenCounter, type TokenCounter } from '@/lib/core/context/count-tokens'
import type { Actor } from '@/lib/core/access/actor'
import { registerEnvironmentKey } from '@/lib/server/auth/api-keys'
import { loadAuthSecret } from '@/lib/server/auth/auth-secret'
import { OutsideTokens } from '@/lib/server/auth/outside-tokens'
import { parseEnv, type Env } from '@/lib/server/env'
import { isLoopbackOnly } from '@/lib/server/http/is-loopback-only'
import { Calibrations } from '@/lib/server/context/calibrations'
import { ContextLoader } from '@/lib/server/context/context-loader'
import { requireBudget } from '@/lib/server/limits/require-budget'
import { Attachments } from '@/lib/server/files/attachments'
import { RateLimits } from '@/lib/server/limits/rate-limits'
import { WorkspaceLimits } from '@/lib/server/limits/workspace-limits'
import { runJobs } from '@/lib/server/jobs/run-jobs'
import { ThreadEvents } from '@/lib/server/events/thread-events'
import { ensureLocalActor } from '@/lib/server/local-actor'
import { createCatalogueCache } from '@/lib/server/models/catalogue-cache'
import { modelSettings } from '@/lib/server/models/model-settings'
import { Metrics } from '@/lib/server/metrics/metrics'
import { removeAbandoned } from '@/lib/server/transfer/staging'
import { TemporaryTurns } from '@/lib/server/turns/temporary-turns'
import { createTurnMirror } from '@/lib/server/turns/turn-mirror'
import { createFinishWithJobs } from '@/lib/server/turns/finish-with-jobs'
import { TurnEngine } from '@/lib/server/turns/turn-engine'
import { TurnQueue } from '@/lib/server/turns/turn-queue'

export type { Database, FailedJob, JobCounts, JobName }

/** A piece of a statement's text. */
export const { sql } = Prisma

/** Statements that hold together or not at all. */
export type Transaction = Parameters<Parameters<Database['prisma']['$transaction']>[0]>[0]

export type Services = {
  env: Env
  database: Database
  prisma: Database['prisma']
  models: RunningModels
  calibrations: Calibrations
  context: ContextLoader
  queue: TurnQueue
  engine: TurnEngine
  temporaryTurns: TemporaryTurns
  jobs: Jobs
  metrics: Metrics
  limits: RateLimits
  workspaceLimits: WorkspaceLimits
  /** The tokenizer, loaded once for all bundles when it is first needed. */
  tokenCounter: () => Promise<TokenCounter>
  logs: TurnLogs
  files: FileStore
  attachments: Attachments
  bus: Bus
  events: ThreadEvents
  clock: Clock
  log: Log
  /** The first administrator; who asks in the single-user mode. */
  localActor: Actor
  /** What sessions and tokens are signed with. */
  authSecret: string
  /** Checks bearer tokens of the issuer that the environment names; null without one. */
  outsideTokens: OutsideTokens | null
  /** Ends running turns, stores what they have, closes the database. */
  close(): Promise<void>
}

const maintenanceMs = 30 * 60_000

/** Opens everything that commands need: database (unless one is given), models, turn engine. */
export async function openServices(env: Env, opened?: Database): Promise<Services> {
  if (env.ROLE === 'worker' && !env.DATABASE_URL && !opened) {
    throw new Error(
      'A worker of its own needs DATABASE_URL: one process alone can open the embedded database. Without it, `npm start` runs the jobs itself.',
    )
  }
  if (env.AUTH_MODE === 'none' && !isLoopbackOnly(env)) {
    throw new Error(
      'AUTH_MODE=none lets in whoever can reach the server, so that it works on this machine only. Leave HOST and ALLOWED_HOSTS unset, or leave AUTH_MODE unset.',
    )
  }
  const log = createLog(env.LOG_LEVEL)
  const clock: Clock = { now: () => Date.now() }
  const bus = env.DATABASE_URL
    ? await openPostgresBus({ url: env.DATABASE_URL, log })
    : createMemoryBus()
  const logs = createMemoryTurnLogs()
  const database =
    opened ?? (await openDatabase({ url: env.DATABASE_URL, dataDir: env.SKEIN_DATA_DIR }))
  const { prisma } = database
  const events = new ThreadEvents({ prisma, bus, log })
  const queue = new TurnQueue(prisma, `${os.hostname()}:${process.pid}:${randomUUID()}`)
  const models = createModels({
    settings: modelSettings(env),
    cache: createCatalogueCache(prisma),
    log,
    clock,
  })
  const jobs = new Jobs({ database, log })
  const metrics = new Metrics()
  const calibrations = new Calibrations(prisma)
  const files = createFolderFileStore(path.join(env.SKEIN_DATA_DIR, 'files'))
  const attachments = new Attachments({ prisma, files })
  const context = new ContextLoader({
    prisma,
    calibrations,
    attachments,
    keepRecent: env.SUMMARY_KEEP_RECENT,
  })
  const engine: TurnEngine = new TurnEngine({
    queue,
    models,
    context,
    calibrations,
    summaries: {
      threshold: env.SUMMARY_THRESHOLD,
      keepRecent: env.SUMMARY_KEEP_RECENT,
      tokenShare: env.SUMMARY_TOKEN_SHARE,
    },
    writesTitles: env.TITLE_MODEL !== 'none',
    requireBudget: (workspaceId) =>
      requireBudget({ prisma, clock }, { workspaceId, role: 'member' }),
    finishWithJobs: createFinishWithJobs({ prisma, queue, jobs }),
    logs,
    bus,
    clock,
    log,
    idleTimeoutMs: env.TURN_IDLE_TIMEOUT,
    maxRunningTurns: env.MAX_RUNNING_TURNS,
    exclusive: database.exclusive,
    mirror: createTurnMirror({ queue, logs, prisma }),
    metrics,
  })
  const temporaryTurns = new TemporaryTurns({
    prisma,
    models,
    clock,
    log,
    metrics,
    idleTimeoutMs: env.TURN_IDLE_TIMEOUT,
    maxRunning: env.MAX_RUNNING_TURNS,
  })
  metrics.watch({ jobs, engine, logs, events, prisma })
  const limits = await RateLimits.open({
    limits: {
      chat: env.LIMIT_CHAT,
      write: env.LIMIT_WRITES,
      read: env.LIMIT_READS,
      sign_in: env.LIMIT_SIGN_IN,
      sign_up: env.LIMIT_SIGN_UP,
    },
    url: database.connection.kind === 'postgres' ? database.connection.url : undefined,
    log,
  })
  const localActor = await ensureLocalActor(prisma)
  await registerEnvironmentKey(prisma, env.SKEIN_API_KEY)
  await removeAbandoned(database)
  await calibrations.open()
  await database.maintain()
  const maintenance = setInterval(() => {
    if (engine.runningTurns > 0) return
    database.maintain().catch((error) => log.error('maintenance-failed', {}, error))
  }, maintenanceMs).unref()
  await models.start()
  await jobs.start()
  if (env.ROLE !== 'worker') await engine.start()
  const services: Services = {
    env,
    database,
    prisma,
    models,
    calibrations,
    context,
    queue,
    engine,
    temporaryTurns,
    jobs,
    metrics,
    limits,
    workspaceLimits: new WorkspaceLimits({ prisma, clock }),
    tokenCounter: loadTokenCounter,
    logs,
    files,
    attachments,
    bus,
    events,
    clock,
    log,
    localActor,
    authSecret: loadAuthSecret(env),
    outsideTokens: openOutsideTokens(env, log),
    async close() {
      clearInterval(maintenance)
      events.close()
      stopJobs()
      models.close()
      await Promise.all([engine.close(), temporaryTurns.close(), jobs.stop()])
      logs.close()
      await Promise.all([bus.close(), limits.close()])
      await database.close()
    },
  }
  const stopJobs = env.ROLE === 'web' ? () => undefined : await runJobs(services)
  return services
}

function openOutsideTokens({ OIDC_ISSUER, OIDC_AUDIENCE }: Env, log: Log): OutsideTokens | null {
  if (!OIDC_ISSUER) return null
  if (!OIDC_AUDIENCE)
    throw new Error('OIDC_ISSUER needs OIDC_AUDIENCE: which tokens are for Skein.')
  return new OutsideTokens({ issuer: OIDC_ISSUER, audience: OIDC_AUDIENCE, log })
}

type Global = typeof globalThis & { skeinServices?: Promise<Services> }
const shared: Global = globalThis

/** The services of this process, opened on first use. Bundles of Next share them through `globalThis`. */
export function getServices(): Promise<Services> {
  shared.skeinServices ??= openServices(parseEnv(process.env)).catch((error) => {
    shared.skeinServices = undefined
    throw error
  })
  return shared.skeinServices
}
