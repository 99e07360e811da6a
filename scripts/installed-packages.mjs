import { readFileSync } from 'node:fs'
import path from 'node:path'
import { hashFiles } from './source-hash.mjs'

const LOCK = 'package-lock.json'
const INSTALLED = 'node_modules/.package-lock.json'
const STAMP = 'node_modules/.skein-prepared'

const read = (file) => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** What was asked for and what npm says it installed, as one hash. */
export const installHash = (root) => hashFiles(root, [LOCK, INSTALLED])

/** Whether the tree that npm installed holds just what the lock file asks for. */
export function isInstalledAsLocked(wanted, installed) {
  const there = installed.packages ?? {}
  const missing = Object.entries(wanted.packages ?? {}).some(([place, entry]) => {
    if (place === '' || entry.link) return false
    if (!there[place]) return !entry.optional && !entry.devOptional
    return there[place].version !== entry.version || there[place].integrity !== entry.integrity
  })
  return !missing && Object.keys(there).every((place) => wanted.packages?.[place])
}

/** Whether node_modules is complete for this lock file: by our own stamp, or by npm's record of an install by hand. */
export function arePackagesFresh(root) {
  const installed = read(path.join(root, INSTALLED))
  if (!installed) return false
  if (read(path.join(root, STAMP)) === installHash(root)) return true
  return isInstalledAsLocked(
    JSON.parse(readFileSync(path.join(root, LOCK), 'utf8')),
    JSON.parse(installed),
  )
}

export const packagesStamp = (root) => path.join(root, STAMP)
