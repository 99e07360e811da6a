import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Takes a data folder for this process alone. The kernel frees the lock when the process dies, however it dies.
 * Returns the release; throws when another process holds the folder, since two openers would corrupt it silently.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  const lock = new DatabaseSync(path.join(folder, 'lock'))
  try {
    lock.exec('PRAGMA busy_timeout = 2000; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    throw new Error(
      `The data folder ${folder} is in use by another Skein. Stop that one first, or give this one a folder of its own with SKEIN_DATA_DIR.`,
      { cause },
    )
  }
  return () => lock.close()
}
