import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { leanMemory } from '../../scripts/lean-memory.mjs'
import { startOptions } from '../../scripts/start-options.mjs'
import { root, startServer, type ServerProcess } from './server-process.ts'

const catalogueDeadlineMs = 10_000

// What a developer has set for himself must not reach the bench; empty counts as unset and beats a `.env` file.
const neutral = {
  ALLOWED_HOSTS: '',
  AUTH_MODE: 'none',
  BACKGROUND_TIMEOUT: '',
  CORS_ORIGINS: '',
  DATABASE_URL: '',
  DEFAULT_FALLBACK_MODELS: '',
  DEFAULT_MODEL: '',
  FIRST_TOKEN_TIMEOUT: '',
  LIMIT_CHAT: 'off',
  LIMIT_READS: 'off',
  LIMIT_WRITES: 'off',
  LOG_LEVEL: '',
  MAX_BODY_BYTES: '',
  MAX_IMPORT_BYTES: '',
  MAX_RUNNING_TURNS: '',
  OLLAMA_BASE_URL: 'http://127.0.0.1:9/v1',
  OPENAI_API_KEY: '',
  // Empty, the AI SDK's package refuses to load.
  OPENAI_BASE_URL: 'https://api.openai.com/v1',
  OPENAI_COMPATIBLE_API_KEY: '',
  OPENAI_COMPATIBLE_BASE_URL: '',
  OPENROUTER_API_KEY: '',
  ROLE: '',
  SUMMARY_KEEP_RECENT: '',
  SUMMARY_MODEL: '',
  SUMMARY_THRESHOLD: '',
  SUMMARY_TOKEN_SHARE: '',
  THESYS_API_KEY: '',
  TITLE_MODEL: '',
  TURN_IDLE_TIMEOUT: '',
}

export type SkeinSettings = {
  name: string
  dataDir: string
  /** The simulated provider; without it only the demo model is there. */
  upstream?: ServerProcess
  /** Further settings of Skein. */
  env?: Record<string, string>
  /** Further arguments of node. */
  nodeArgs?: string[]
}

const environment = ({ dataDir, upstream, env }: SkeinSettings) => ({
  ...neutral,
  SKEIN_DATA_DIR: dataDir,
  ...(upstream
    ? { OPENROUTER_BASE_URL: `${upstream.origin}/api/v1`, OPENROUTER_API_KEY: 'any' }
    : {}),
  ...env,
})

type Models = { providers: { id: string; catalogue: string }[] }

async function catalogueIsLive(origin: string): Promise<void> {
  const deadline = performance.now() + catalogueDeadlineMs
  for (;;) {
    const response = await fetch(`${origin}/api/models`)
    const { providers } = (await response.json()) as Models
    if (providers.some(({ id, catalogue }) => id === 'openrouter' && catalogue === 'live')) return
    if (performance.now() > deadline) throw new Error('Skein did not fetch the model catalogue.')
    await pause(25)
  }
}

/**
 * Starts the production build as `npm start` does, once its build is there, on the embedded database of `dataDir`. It has
 * answered its first page and, given an upstream, knows its models.
 */
export async function startSkein(settings: SkeinSettings): Promise<ServerProcess> {
  const next = path.join(root, 'node_modules/next/dist/bin/next')
  const server = await startServer({
    name: settings.name,
    args: (port) => [
      ...leanMemory.args,
      ...(settings.nodeArgs ?? []),
      next,
      'start',
      '-H',
      '127.0.0.1',
      '-p',
      String(port),
      ...startOptions,
    ],
    env: { NEXT_MANUAL_SIG_HANDLE: 'true', ...leanMemory.env, ...environment(settings) },
    readyPath: '/',
  })
  if (settings.upstream) await catalogueIsLive(server.origin)
  return server
}

/** Runs `npm start` itself, with all its checks, on data that exist. */
export const startByNpm = (settings: SkeinSettings): Promise<ServerProcess> =>
  startServer({
    name: settings.name,
    args: () => ['start'],
    command: 'npm',
    portVariable: 'PORT',
    env: environment(settings),
    readyPath: '/',
  })
