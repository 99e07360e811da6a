import { parseEnv } from '@/lib/server/env'
import { openServices, type Services } from '@/lib/server/services'
import { openTestDatabase, type DatabaseKind } from './test-database'

/** The services of a server, on a database of their own; `env` as a person would set it. */
export async function openTestServices(
  kind: DatabaseKind,
  env: Record<string, string>,
): Promise<{ services: Services; url: string | null; drop(): Promise<void> }> {
  const { database, url, drop } = await openTestDatabase(kind)
  const services = await openServices(
    parseEnv({ LOG_LEVEL: 'silent', OLLAMA_BASE_URL: 'http://127.0.0.1:9/v1', ...env }),
    database,
  )
  return {
    services,
    url,
    async drop() {
      await services.close()
      await drop().catch(() => undefined)
    },
  }
}
