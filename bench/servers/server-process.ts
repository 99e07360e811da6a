import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

export const root = path.join(import.meta.dirname, '../..')
export const workFolder = path.join(root, 'bench/.work')

const pollMs = 15
const startDeadlineMs = 60_000
const exitDeadlineMs = 15_000

export type ServerProcess = {
  pid: number
  origin: string
  /** From the start of the process to its first answer with status 200. */
  startedInMs: number
  /** Asks it to end and waits until it is gone. */
  stop(): Promise<void>
}

export type ServerSettings = {
  name: string
  /** Arguments of node, given the port to listen on. */
  args: (port: number) => string[]
  env?: Record<string, string>
  /** For programs that want the port in their environment. */
  portVariable?: string
  /** Instead of node. */
  command?: string
  /** What answers 200 once the server serves. */
  readyPath: string
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

async function answersWell(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(30_000) })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}

const running = new Set<() => void>()
process.once('exit', () => running.forEach((kill) => kill()))

/**
 * Starts a server as a process of its own on a free port of 127.0.0.1 and waits until it answers; its output goes to a
 * file under bench/.work. Throws with that output when it ends or does not get ready. It ends with this process.
 */
export async function startServer(settings: ServerSettings): Promise<ServerProcess> {
  const { name, portVariable, command } = settings
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  mkdirSync(workFolder, { recursive: true })
  const logFile = path.join(workFolder, `${name}.log`)
  const log = openSync(logFile, 'w')
  const follow = pathToFileURL(path.join(root, 'scripts/follow-parent.mjs')).href
  const args = settings.args(port)
  const startedAt = performance.now()
  const child = spawn(
    command ?? process.execPath,
    command === undefined ? ['--import', follow, ...args] : args,
    {
      cwd: root,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NODE_OPTIONS: '',
        NEXT_TELEMETRY_DISABLED: '1',
        ...(portVariable ? { [portVariable]: String(port) } : {}),
        ...settings.env,
      },
      stdio: command === undefined ? ['ignore', log, log, 'ipc'] : ['ignore', log, log],
    },
  )
  closeSync(log)
  const kill = () => child.kill('SIGKILL')
  running.add(kill)
  let isGone = false
  const exited = new Promise<void>((resolve) => {
    const leave = () => {
      isGone = true
      running.delete(kill)
      resolve()
    }
    child.once('exit', leave)
    child.once('error', leave)
  })

  async function stop() {
    child.kill('SIGTERM')
    const deadline = setTimeout(kill, exitDeadlineMs)
    await exited
    clearTimeout(deadline)
  }

  while (!(await answersWell(origin + settings.readyPath))) {
    const isLate = performance.now() - startedAt > startDeadlineMs
    if (isLate) await stop()
    if (isGone) {
      throw new Error(`${name} did not start:\n${readFileSync(logFile, 'utf8').slice(-4000)}`)
    }
    await pause(pollMs)
  }
  return { pid: child.pid!, origin, startedInMs: performance.now() - startedAt, stop }
}
