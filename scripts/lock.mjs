import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Advice } from './step.mjs'

const PATIENCE_MS = 15 * 60_000
const POLL_MS = 250

const ownerOf = (directory) => {
  try {
    return Number(readFileSync(path.join(directory, 'pid'), 'utf8')) || null
  } catch {
    return null
  }
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

// The lock appears with its owner inside, by one rename: nobody ever sees one without an owner.
function tryTake(directory) {
  const draft = `${directory}.${process.pid}`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  writeFileSync(path.join(draft, 'pid'), String(process.pid))
  try {
    renameSync(draft, directory)
    return true
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (error.code === 'ENOTEMPTY' || error.code === 'EEXIST') return false
    throw error
  }
}

// Two waiters may find the same dead owner; the one that moved a living owner's lock puts it back.
function removeAbandoned(directory, deadPid) {
  const aside = `${directory}.abandoned.${process.pid}`
  try {
    renameSync(directory, aside)
  } catch {
    return
  }
  if (ownerOf(aside) === deadPid) rmSync(aside, { recursive: true, force: true })
  else renameSync(aside, directory)
}

/** Runs `work` while no other living process on this machine holds `directory` as its lock. */
export async function withLock(directory, work) {
  const waitingSince = Date.now()
  let announced = false
  while (!tryTake(directory)) {
    const owner = ownerOf(directory)
    if (owner && !isAlive(owner)) {
      removeAbandoned(directory, owner)
      continue
    }
    if (!announced) console.log(`• Waiting for another preparation (process ${owner ?? '?'}) …`)
    announced = true
    if (Date.now() - waitingSince > PATIENCE_MS)
      throw new Advice(
        `Another preparation (process ${owner}) still holds ${directory} after 15 minutes.\n` +
          `If it hangs, end it; if that process is something else, delete the folder. Then try again.`,
      )
    await pause(POLL_MS)
  }
  const release = () => rmSync(directory, { recursive: true, force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}
