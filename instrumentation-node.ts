import { parseEnv } from '@/lib/server/env'
import { mendRequests } from '@/lib/server/http/mend-requests'
import type { Services } from '@/lib/server/services'

/** Opens the services before the first request and closes them when the process is told to leave. */
export async function boot(): Promise<void> {
  // An empty variable counts as unset; @ai-sdk/openai reads this one itself and could not be loaded.
  if (process.env.OPENAI_BASE_URL === '') delete process.env.OPENAI_BASE_URL
  const services = await openServices()
  const { database, log } = services
  await announceSetup(services)
  log.info('ready', { migrations: database.migrations.length, exclusive: database.exclusive })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void leave(services))
  }
}

/** Tells whoever started the server the code that the first person will be asked for. */
async function announceSetup(services: Services) {
  const { needsSetup, setupCode } = await import('@/lib/server/auth/setup')
  const code = setupCode(services)
  if (code === null || !(await needsSetup(services))) return
  console.log(
    `\nThe first person to open Skein becomes its administrator and is asked for this code: ${code}\n`,
  )
}

/** Ends the process when it fails: a throw from here would leave a server that answers 500 for ever. */
async function openServices(): Promise<Services> {
  try {
    mendRequests(parseEnv(process.env).TRUSTED_PROXIES)
    const { getServices } = await import('@/lib/server/services')
    return await getServices()
  } catch (error) {
    console.error(
      `\nSkein cannot start. ${error instanceof Error ? error.message : String(error)}\n`,
    )
    process.exit(1)
  }
}

let isLeaving = false

async function leave(services: Services) {
  if (isLeaving) return
  isLeaving = true
  setTimeout(() => process.exit(1), 10_000).unref()
  await services.close()
  process.exit(0)
}
