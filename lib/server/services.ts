import { randomUUID } from 'node:crypto'
import os from 'node:os'

import { createLog } from '@/lib/adapters/log/pino-log'
import { createModels } from '@/lib/adapters/models/models'
import { openDatabase, type Database } from '@/lib/adapters/prisma/open-database'
import { createMemoryBus } from '@/lib/adapters/streams/memory-bus'
import { createMemoryTurnLogs } from '@/lib/adapters/streams/memory-turn-logs'
import type { Bus, Clock, Log, Models, TurnLogs } from '@/lib/core/ports'
import type { Actor } from '@/lib/core/thread/actor'
import { parseEnv, type Env } from '@/lib/server/env'
import { ensureLocalActor } from '@/lib/server/local-actor'
import { createCatalogueCache } from '@/lib/server/models/catalogue-cache'
import { modelSettings } from '@/lib/server/models/model-settings'
import { createTurnMirror } from '@/lib/server/turns/turn-mirror'
import { TurnEngine } from '@/lib/server/turns/turn-engine'
import { TurnQueue } from '@/lib/server/turns/turn-queue'

export type { Database }

export type Services = {
  env: Env
  database: Database
  prisma: Database['prisma']
  models: Models
  queue: TurnQueue
  engine: TurnEngine
  logs: TurnLogs
  bus: Bus
  clock: Clock
  log: Log
  /** Who asks, until there are accounts. */
  localActor: Actor
  /** Ends running turns, stores what they have, closes the database. */
  close(): Promise<void>
}

const maintenanceMs = 30 * 60_000

/** Opens everything that commands need: database (unless one is given), models, turn engine. */
export async function openServices(env: Env, opened?: Database): Promise<Services> {
  const log = createLog(env.LOG_LEVEL)
  const clock: Clock = { now: () => Date.now() }
  const bus = createMemoryBus()
  const logs = createMemoryTurnLogs()
  const database =
    opened ?? (await openDatabase({ url: env.DATABASE_URL, dataDir: env.SKEIN_DATA_DIR }))
  const { prisma } = database
  const queue = new TurnQueue(prisma, `${os.hostname()}:${process.pid}:${randomUUID()}`)
  const models = createModels({
    settings: modelSettings(env),
    cache: createCatalogueCache(prisma),
    log,
    clock,
  })
  const engine: TurnEngine = new TurnEngine({
    queue,
    models,
    logs,
    bus,
    clock,
    log,
    idleTimeoutMs: env.TURN_IDLE_TIMEOUT,
    maxRunningTurns: env.MAX_RUNNING_TURNS,
    exclusive: database.exclusive,
    mirror: createTurnMirror({ queue, logs, prisma }),
  })
  const localActor = await ensureLocalActor(prisma)
  await database.maintain()
  const maintenance = setInterval(() => {
    if (engine.runningTurns > 0) return
    database.maintain().catch((error) => log.error('maintenance-failed', {}, error))
  }, maintenanceMs).unref()
  await models.start()
  await engine.start()
  return {
    env,
    database,
    prisma,
    models,
    queue,
    engine,
    logs,
    bus,
    clock,
    log,
    localActor,
    async close() {
      clearInterval(maintenance)
      models.close()
      await engine.close()
      logs.close()
      await database.close()
    },
  }
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
