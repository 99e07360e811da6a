import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { root, toolEnv } from './environment.mjs'
import { Advice, seconds } from './step.mjs'

const POLL_MS = 100
const SLOW_START_MS = 30_000
const STOP_DEADLINE_MS = 20_000
const PARENT_CHECK_MS = 250
const PORT_PATIENCE_MS = 2000

/**
 * Host and port from the environment: `HOST` (127.0.0.1), `PORT` (3000).
 * @param {Record<string, string | undefined>} env
 */
export function readAddress(env = process.env) {
  const port = Number(env.PORT || 3000)
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Advice(`PORT must be a number from 1 to 65535, not "${env.PORT}".`)
  return { host: env.HOST || '127.0.0.1', port }
}

const EVERYWHERE = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }
const LOOPBACK = new Set(['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost'])

/** The address that a person opens, and the one that this process asks. */
export function addressUrls({ host, port }) {
  const direct = EVERYWHERE[host] ?? (host.includes(':') ? `[${host}]` : host)
  return {
    page: `http://${LOOPBACK.has(host) ? 'localhost' : direct}:${port}`,
    probe: `http://${direct}:${port}`,
  }
}

function tryToListen({ host, port }) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', resolve)
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(null)))
  })
}

/**
 * Fails with advice when nothing can listen there. A port in use gets a moment: the server of an `npm start` that was
 * just ended may still be closing its database.
 */
export async function requireFreePort({ host, port }, command, patience = PORT_PATIENCE_MS) {
  const deadline = Date.now() + patience
  let error = await tryToListen({ host, port })
  while (error?.code === 'EADDRINUSE' && Date.now() < deadline) {
    await pause(POLL_MS)
    error = await tryToListen({ host, port })
  }
  if (!error) return
  const other = port < 65535 ? port + 1 : 3000
  const advice = {
    EADDRINUSE: `Port ${port} on ${host} is in use, perhaps by another Skein. Stop that one, or choose another port:\n  PORT=${other} ${command}`,
    EACCES: `This user may not listen on port ${port}. Choose one above 1023:\n  PORT=3000 ${command}`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Leave HOST unset for 127.0.0.1, or set HOST=0.0.0.0 for all.`,
    ENOTFOUND: `HOST="${host}" is no address that this machine knows. Leave it unset for 127.0.0.1.`,
  }
  throw new Advice(advice[error.code] ?? `Cannot listen on ${host}:${port}: ${error.message}`)
}

async function answersReady(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) })
    await response.body?.cancel()
    return { ready: response.ok, status: `HTTP ${response.status}` }
  } catch {
    return { ready: false, status: 'no answer' }
  }
}

async function announceWhenReady({ probe, page }, isGone, started, describeData) {
  let warned = false
  for (;;) {
    if (isGone()) return
    const { ready, status } = await answersReady(`${probe}/api/health/ready`)
    if (isGone()) return
    const elapsed = Date.now() - started
    if (ready) {
      console.log(
        `\nSkein is ready: ${page}  (started in ${seconds(elapsed)}; ${describeData()})\n`,
      )
      return
    }
    if (!warned && elapsed > SLOW_START_MS) {
      console.log(
        `Still not ready after ${seconds(elapsed)} (/api/health/ready: ${status}); the log above may say why.`,
      )
      warned = true
    }
    await pause(POLL_MS)
  }
}

function describeData() {
  if (process.env.DATABASE_URL) return 'data in the database of DATABASE_URL'
  const folder = process.env.SKEIN_DATA_DIR || '.data'
  return `data in ${folder.endsWith('/') ? folder : `${folder}/`}`
}

/** Our parent and, when that is the shell that npm puts between itself and a script, the shell's parent too. */
function ancestors() {
  const parent = process.ppid
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8')
    const shell = /^\d+ \((?:ba|da)?sh\) \S (\d+)/.exec(stat)
    return shell ? `${parent} ${shell[1]}` : String(parent)
  } catch {
    return String(parent)
  }
}

/**
 * Runs a server script in the foreground until it ends, and gives its exit code. The child has its own process group,
 * so that Ctrl-C reaches it once, through us; SIGINT, SIGTERM and SIGHUP are passed on once, further ones are ignored,
 * and after 20 s it is killed. It follows us when we die in any other way (see follow-parent.mjs), and we stop when
 * npm, which started us, is gone.
 */
export async function serve({ node, args, address, env = {}, describe = describeData }) {
  const started = Date.now()
  const follow = pathToFileURL(path.join(root, 'scripts/follow-parent.mjs')).href
  const child = spawn(node, ['--import', follow, ...args], {
    cwd: root,
    env: toolEnv({ NEXT_MANUAL_SIG_HANDLE: 'true', ...env }),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  })

  let stopping = false
  let deadline
  const stop = (signal) => {
    if (stopping) return
    stopping = true
    child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal)
    deadline = setTimeout(() => {
      console.error(`The server did not stop within ${seconds(STOP_DEADLINE_MS)}; ending it.`)
      child.kill('SIGKILL')
    }, STOP_DEADLINE_MS)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)

  const startedBy = ancestors()
  const parentCheck = process.env.npm_lifecycle_event
    ? setInterval(() => ancestors() !== startedBy && stop('SIGTERM'), PARENT_CHECK_MS)
    : undefined

  let gone = false
  const exit = new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`The server could not start: ${error.message}`)
      resolve(1)
    })
    child.once('exit', (code, signal) =>
      resolve(code ?? (stopping ? 0 : 128 + os.constants.signals[signal])),
    )
  }).finally(() => {
    gone = true
    clearTimeout(deadline)
    clearInterval(parentCheck)
  })
  if (address) {
    void announceWhenReady(addressUrls(address), () => gone || stopping, started, describe)
  }
  return exit
}
