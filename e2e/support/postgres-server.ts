import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { isCi } from '../../scripts/environment.mjs'
import { findPostgres, HOW_TO_GET_POSTGRES } from '../../scripts/find-postgres.mjs'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL server on which tests may create databases; null where there is none. */
    postgresUrl: string | null
  }
}

const START_DEADLINE_MS = 30_000

export interface PostgresServer {
  url: string
  stop: () => Promise<void>
}

// PostgreSQL refuses to run as root.
function unprivilegedIds() {
  if (process.getuid?.() !== 0) return {}
  const idOf = (user: string, flag: string) =>
    Number(
      execFileSync('id', [flag, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    )
  try {
    return { uid: idOf('postgres', '-u'), gid: idOf('postgres', '-g') }
  } catch {
    return { uid: idOf('nobody', '-u'), gid: idOf('nobody', '-g') }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = ''
    const fail = (why: string) => {
      clearTimeout(timer)
      server.stdin?.end()
      reject(new Error(`PostgreSQL ${why}:\n${log}`))
    }
    const timer = setTimeout(() => fail('did not start in time'), START_DEADLINE_MS)
    server.once('error', (error) => fail(error.message))
    server.once('exit', () => fail('ended while starting'))
    server.stderr?.on('data', (chunk) => {
      log += chunk
      if (log.includes('FATAL:')) return fail('cannot start')
      if (!log.includes('ready to accept connections')) return
      clearTimeout(timer)
      server.stderr?.removeAllListeners('data').resume()
      server.removeAllListeners('exit')
      resolve()
    })
  })
}

// The shell ends the server when its standard input closes: also when this process is killed.
const SUPERVISE =
  '"$@" & server=$!; cat >/dev/null; kill -INT $server; wait $server; rm -rf "$FOLDER"'

/** Starts a PostgreSQL server on a temporary folder, by the programs in a folder (see scripts/find-postgres.mjs). */
export async function startPostgres(programs: string): Promise<PostgresServer> {
  const ids = unprivilegedIds()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'skein-postgres-'))
  if (ids.uid !== undefined) chownSync(folder, ids.uid, ids.gid)
  const data = path.join(folder, 'data')
  const initdb = [
    '-D',
    data,
    '-U',
    'skein',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ]
  execFileSync(path.join(programs, 'initdb'), initdb, { ...ids, cwd: folder, stdio: 'pipe' })

  const port = await freePort()
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: 200,
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(
    'sh',
    ['-c', SUPERVISE, 'sh', path.join(programs, 'postgres'), '-D', data, ...options],
    {
      ...ids,
      cwd: folder,
      env: { ...process.env, FOLDER: folder },
      stdio: ['pipe', 'ignore', 'pipe'],
      detached: true,
    },
  )
  await ready(server)
  return {
    url: `postgresql://skein@127.0.0.1:${port}/postgres`,
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.stdin?.end()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * Vitest's global set-up: `inject('postgresUrl')` names a real PostgreSQL server in every test. It is TEST_DATABASE_URL,
 * or one started here on a temporary folder; without either those tests are skipped, in CI it is an error.
 */
export default async function setup(project: TestProject) {
  const given = process.env.TEST_DATABASE_URL
  const programs = given ? null : findPostgres()
  if (!given && !programs) {
    if (isCi) throw new Error(`No PostgreSQL found. ${HOW_TO_GET_POSTGRES}`)
    console.log(`\nNo PostgreSQL found: tests that need it are skipped. ${HOW_TO_GET_POSTGRES}\n`)
  }
  const server = programs ? await startPostgres(programs) : null
  project.provide('postgresUrl', given ?? server?.url ?? null)
  return () => server?.stop()
}
