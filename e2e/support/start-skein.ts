import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { startOptions } from '../../scripts/start-options.mjs'
import { runFolder } from './run-folder'

const root = path.join(import.meta.dirname, '../..')
const pollMs = 25
const startDeadlineMs = 90_000
const exitDeadlineMs = 15_000

export type Exit = { code: number | null; signal: NodeJS.Signals | null }

export type Skein = {
  origin: string
  dataDir: string
  /** What the server has written so far, of all its starts. */
  output(): string
  /** Ends the server by a signal and tells how it ended. */
  kill(signal: NodeJS.Signals): Promise<Exit>
  /** Asks the server to end (SIGTERM) and tells how it did. */
  stop(): Promise<Exit>
  /** Starts it again on the same data and address, once it is gone. */
  start(): Promise<void>
  /** Ends the server if it runs and deletes its data; the output stays. */
  dispose(): Promise<void>
}

export type SkeinOptions = {
  /** Names the folder of its data and output. */
  name: string
  /** What differs from the environment of a server without any key. */
  env?: Record<string, string>
  /** A folder of data to use instead of a new one. */
  dataDir?: string
}

// What a developer has set for himself must not reach the tests; empty counts as unset and beats a `.env` file.
const neutral = {
  ALLOWED_HOSTS: '',
  // What is tested about accounts says so.
  AUTH_MODE: 'none',
  AUTH_GUESTS: '',
  AUTH_SECRET: '',
  AUTH_SIGNUP: '',
  BACKGROUND_TIMEOUT: '',
  CORS_ORIGINS: '',
  DATABASE_URL: '',
  DEFAULT_FALLBACK_MODELS: '',
  DEFAULT_MODEL: '',
  FIRST_TOKEN_TIMEOUT: '',
  LIMIT_CHAT: 'off',
  LIMIT_READS: 'off',
  LIMIT_SIGN_IN: 'off',
  LIMIT_SIGN_UP: 'off',
  LIMIT_WRITES: 'off',
  LOG_LEVEL: '',
  MAX_BODY_BYTES: '',
  MAX_IMPORT_BYTES: '',
  MAX_RUNNING_TURNS: '',
  OIDC_AUDIENCE: '',
  OIDC_ISSUER: '',
  OLLAMA_BASE_URL: 'http://127.0.0.1:9/v1',
  OPENAI_API_KEY: '',
  OPENAI_BASE_URL: '',
  OPENAI_COMPATIBLE_API_KEY: '',
  OPENAI_COMPATIBLE_BASE_URL: '',
  OPENROUTER_API_KEY: '',
  ROLE: '',
  SKEIN_API_KEY: '',
  SUMMARY_KEEP_RECENT: '',
  SUMMARY_MODEL: '',
  SUMMARY_THRESHOLD: '',
  SUMMARY_TOKEN_SHARE: '',
  THESYS_API_KEY: '',
  TITLE_MODEL: '',
  TRUSTED_PROXIES: '',
  TURN_IDLE_TIMEOUT: '',
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

/** Spawns the server; it ends when this process does, however that ends (see scripts/follow-parent.mjs). */
function spawnServer(input: { port: number; folder: string; env: Record<string, string> }) {
  const log = openSync(path.join(input.folder, 'output.log'), 'a')
  const follow = pathToFileURL(path.join(root, 'scripts/follow-parent.mjs')).href
  const next = path.join(root, 'node_modules/next/dist/bin/next')
  const child = spawn(
    process.execPath,
    [
      ...['--import', follow, next, 'start', '-H', '127.0.0.1', '-p', String(input.port)],
      ...startOptions,
    ],
    {
      cwd: root,
      env: {
        ...process.env,
        ...neutral,
        NODE_ENV: 'production',
        NODE_OPTIONS: '',
        NEXT_MANUAL_SIG_HANDLE: 'true',
        NEXT_TELEMETRY_DISABLED: '1',
        ...input.env,
      },
      stdio: ['ignore', log, log, 'ipc'],
    },
  )
  closeSync(log)
  const exited = new Promise<Exit>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  )
  return { child, exited }
}

const isRunning = (child: ChildProcess) => child.exitCode === null && child.signalCode === null

async function isReady(origin: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(2000)
    const response = await fetch(`${origin}/api/health/ready`, { signal })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}

/**
 * Starts the production build as a process of its own, on a free port and its own data, and waits until it is ready.
 * Rejects with the server's output when it ends before, or does not get ready in time.
 */
export async function startSkein(options: SkeinOptions): Promise<Skein> {
  const folder = path.join(runFolder(), `${options.name}-${await freePort()}`)
  const dataDir = options.dataDir ?? path.join(folder, 'data')
  mkdirSync(folder, { recursive: true })
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const output = () => readFileSync(path.join(folder, 'output.log'), 'utf8')
  let server: ReturnType<typeof spawnServer>

  async function start() {
    server = spawnServer({ port, folder, env: { SKEIN_DATA_DIR: dataDir, ...options.env } })
    const deadline = Date.now() + startDeadlineMs
    while (!(await isReady(origin))) {
      if (!isRunning(server.child)) {
        throw new Error(`The server ended with code ${server.child.exitCode}:\n${output()}`)
      }
      if (Date.now() > deadline) {
        await kill('SIGKILL')
        throw new Error(`The server did not get ready:\n${output()}`)
      }
      await pause(pollMs)
    }
  }

  async function kill(signal: NodeJS.Signals): Promise<Exit> {
    const { child, exited } = server
    child.kill(signal)
    const deadline = setTimeout(() => child.kill('SIGKILL'), exitDeadlineMs)
    return exited.finally(() => clearTimeout(deadline))
  }

  await start()
  return {
    origin,
    dataDir,
    output,
    kill,
    stop: () => kill('SIGTERM'),
    start,
    async dispose() {
      if (isRunning(server.child)) await kill('SIGKILL')
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
