import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import type { Env } from '@/lib/server/env'

const shortest = 32

/** What sessions and tokens are signed with: of the environment, else made once and kept in the data folder. */
export function loadAuthSecret({ AUTH_SECRET, SKEIN_DATA_DIR }: Env): string {
  if (AUTH_SECRET) return AUTH_SECRET
  const file = path.join(/* turbopackIgnore: true */ SKEIN_DATA_DIR, 'auth-secret')
  mkdirSync(SKEIN_DATA_DIR, { recursive: true })
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const secret = readFileSync(file, 'utf8')
  if (secret.length < shortest)
    throw new Error(`${file} holds no secret. Delete it and start again.`)
  return secret
}
