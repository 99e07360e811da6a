import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { inject } from 'vitest'

import { Jobs } from '@/lib/adapters/jobs/pg-boss-jobs'
import { pgliteExtensions } from '@/lib/adapters/prisma/pglite-extensions'
import { openDatabase, openPglite, type Database } from '@/lib/adapters/prisma/open-database'
import { createFreshDatabase } from './fresh-database'

export const databaseKinds = ['pglite', 'postgres'] as const
export type DatabaseKind = (typeof databaseKinds)[number]

/** Whether this machine has what a kind of database needs. In CI a missing server fails before any test. */
export const hasDatabase = (kind: DatabaseKind) =>
  kind === 'pglite' || inject('postgresUrl') !== null

const silent = { info() {}, warn() {}, error() {} }

/** Makes the tables, those of the jobs too, in a database in memory, and writes it into a file. */
async function writeTemplate(file: string): Promise<void> {
  const pglite = await PGlite.create({ extensions: pgliteExtensions })
  const jobs = new Jobs({ database: await openPglite(pglite), log: silent })
  await jobs.start()
  await jobs.stop()
  const dump = await pglite.dumpDataDir('none')
  await pglite.close()
  const own = `${file}-${process.pid}`
  writeFileSync(own, await dump.bytes())
  renameSync(own, file)
}

/** An embedded database in memory, unpacked from the template that the first test of a run that wants one writes. */
async function openInMemory(): Promise<Database> {
  const file = inject('pgliteTemplate')
  if (!existsSync(file)) await writeTemplate(file)
  // Its bytes at once: another process that found no file either may put its own there.
  const loadDataDir = new Blob([readFileSync(file)])
  return openPglite(await PGlite.create({ loadDataDir, extensions: pgliteExtensions }))
}

export type TestDatabase = { database: Database; url: string | null; drop(): Promise<void> }

export async function openTestDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  if (kind === 'pglite') {
    const database = await openInMemory()
    return { database, url: null, drop: () => database.close() }
  }
  const fresh = await createFreshDatabase(inject('postgresUrl') as string)
  const database = await openDatabase({ url: fresh.url, dataDir: '' })
  return {
    database,
    url: fresh.url,
    drop: async () => {
      await database.close()
      await fresh.drop()
    },
  }
}
