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

let template: Promise<Blob> | undefined

/** An embedded database in memory, unpacked from a template that has its tables, those of the jobs too. */
async function openInMemory(): Promise<Database> {
  template ??= (async () => {
    const pglite = await PGlite.create({ extensions: pgliteExtensions })
    const jobs = new Jobs({ database: await openPglite(pglite), log: silent })
    await jobs.start()
    await jobs.stop()
    const dump = await pglite.dumpDataDir('none')
    await pglite.close()
    return dump
  })()
  return openPglite(
    await PGlite.create({ loadDataDir: await template, extensions: pgliteExtensions }),
  )
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
