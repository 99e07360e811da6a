import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { afterEach, describe, expect, it } from 'vitest'

import { lockFolder } from '@/lib/adapters/prisma/folder-lock'
import { migrate, type SqlSession } from '@/lib/adapters/prisma/migrate'

const folders: string[] = []
const folder = () => {
  const made = mkdtempSync(path.join(os.tmpdir(), 'skein-test-'))
  folders.push(made)
  return made
}
afterEach(() => folders.splice(0).forEach((made) => rmSync(made, { recursive: true })))

const holder = `
  const { DatabaseSync } = require('node:sqlite')
  const lock = new DatabaseSync(process.argv[1])
  lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  console.log('held')
  setInterval(() => lock, 1000)
`

describe('the lock of the data folder', () => {
  it('is refused while another process holds it and free once that process is killed', async () => {
    const dataDir = folder()
    const other = spawn(process.execPath, ['-e', holder, path.join(dataDir, 'lock')], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    await once(other.stdout, 'data')
    expect(() => lockFolder(dataDir)).toThrow(/in use by another Skein.*SKEIN_DATA_DIR/)
    other.kill('SIGKILL')
    await once(other, 'exit')
    const release = lockFolder(dataDir)
    release()
    lockFolder(dataDir)()
  })
})

describe('migrations', () => {
  const session = (pglite: PGlite): SqlSession => ({
    exec: (sql) => pglite.exec(sql),
    query: async (sql, values) => (await pglite.query<Record<string, unknown>>(sql, values)).rows,
  })

  it('are applied once, in order, and refused when changed afterwards', async () => {
    const copy = folder()
    cpSync('prisma/migrations', copy, { recursive: true })
    const pglite = await PGlite.create()
    const names = readdirSync(copy)
      .filter((name) => /^\d/.test(name))
      .sort()
    expect(await migrate(session(pglite), copy)).toEqual(names)
    expect(await migrate(session(pglite), copy)).toEqual([])
    writeFileSync(path.join(copy, names[0] as string, 'migration.sql'), 'SELECT 1')
    await expect(migrate(session(pglite), copy)).rejects.toThrow(/was changed after it was applied/)
    await pglite.close()
  })

  it('leave nothing behind when one fails', async () => {
    const copy = folder()
    cpSync('prisma/migrations', copy, { recursive: true })
    cpSync(path.join(copy, '20261121000000_init'), path.join(copy, '29990101000000_bad'), {
      recursive: true,
    })
    writeFileSync(
      path.join(copy, '29990101000000_bad', 'migration.sql'),
      'CREATE TABLE half (id int); SELECT * FROM nowhere',
    )
    const pglite = await PGlite.create()
    await expect(migrate(session(pglite), copy)).rejects.toThrow(/nowhere/)
    const { rows } = await pglite.query(`SELECT to_regclass('half') AS half`)
    expect(rows).toEqual([{ half: null }])
    await pglite.close()
  })
})
