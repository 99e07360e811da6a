import { getServices } from '@/lib/server/services'

/** Opens the services before the first request and closes them when the process is told to leave. */
export async function boot(): Promise<void> {
  try {
    const { database, log } = await getServices()
    log.info('ready', { migrations: database.migrations.length, exclusive: database.exclusive })
  } catch (error) {
    // A throw from here would leave a server that answers 500 for ever.
    console.error(
      `\nSkein cannot start. ${error instanceof Error ? error.message : String(error)}\n`,
    )
    process.exit(1)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void leave())
  process.once('disconnect', () => void leave())
}

let isLeaving = false

async function leave() {
  if (isLeaving) return
  isLeaving = true
  setTimeout(() => process.exit(1), 10_000).unref()
  const services = await getServices()
  await services.close()
  process.exit(0)
}
