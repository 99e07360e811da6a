import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'

const BASE = path.join(import.meta.dirname, '../../.cache/e2e')
const VARIABLE = 'SKEIN_E2E_RUN_DIR'

function isRunning(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function removeFinishedRuns() {
  for (const name of readdirSync(BASE)) {
    if (!isRunning(Number(name.replace('run-', '')))) {
      rmSync(path.join(BASE, name), { recursive: true, force: true })
    }
  }
}

/**
 * The folder of this Playwright run: the servers' logs and an own, new data folder. Workers, which load the
 * configuration again, find it in the environment. It stays for reading until the next run.
 */
export function runFolder() {
  const known = process.env[VARIABLE]
  if (known) return known
  const folder = path.join(BASE, `run-${process.pid}`)
  mkdirSync(BASE, { recursive: true })
  removeFinishedRuns()
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  process.env[VARIABLE] = folder
  return folder
}
