import path from 'node:path'

import type { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { Client } from 'pg'

import { PrismaClient } from '@/lib/adapters/prisma/generated/client'
import { addTrigrams } from '@/lib/adapters/prisma/add-trigrams'
import { lockFolder } from '@/lib/adapters/prisma/folder-lock'
import { migrate, type SqlSession } from '@/lib/adapters/prisma/migrate'
import { withPreparedQueries } from '@/lib/adapters/prisma/prepared-queries'
import { withoutWasmTierUp } from '@/lib/adapters/prisma/without-wasm-tier-up'

export type Database = {
  prisma: PrismaClient
  /** What lies behind it, for libraries that speak SQL themselves. */
  connection: { kind: 'pglite'; pglite: PGlite } | { kind: 'postgres'; url: string }
  /** Whether this process is the only one that can reach the data. */
  exclusive: boolean
  /** The names of the migrations that were applied while opening. */
  migrations: string[]
  /** Whether it can look for words in spite of their spelling. */
  hasTrigrams: boolean
  /** Frees the room of old rows and counts anew what the planner goes by; the embedded database does neither by itself. */
  maintain(): Promise<void>
  /** Counts anew what the planner goes by, after much was added; quicker than `maintain`. */
  analyze(): Promise<void>
  close(): Promise<void>
}

const migrationsFolder = () =>
  path.join(/* turbopackIgnore: true */ process.cwd(), 'prisma', 'migrations')

/** Opens PostgreSQL when an address is given, else the database embedded in `dataDir`, and applies new migrations. */
export function openDatabase(options: { url?: string; dataDir: string }): Promise<Database> {
  return options.url ? openPostgres(options.url) : openEmbedded(options.dataDir)
}

/** Prisma's own 2 and 5 s end a change with an error where a busy machine or a slow disk would have made it. */
const transactionOptions = { maxWait: 15_000, timeout: 30_000 }

async function openPostgres(url: string): Promise<Database> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const session: SqlSession = {
      exec: (sql) => client.query(sql),
      query: async (sql, values) => (await client.query(sql, values)).rows,
    }
    const migrations = await migrate(session, migrationsFolder())
    const hasTrigrams = await addTrigrams(session)
    const prisma = new PrismaClient({
      adapter: new PrismaPg({ connectionString: url, max: 10 }),
      transactionOptions,
    })
    return {
      prisma,
      connection: { kind: 'postgres', url },
      exclusive: false,
      migrations,
      hasTrigrams,
      maintain: async () => undefined,
      analyze: async () => undefined,
      close: () => prisma.$disconnect(),
    }
  } finally {
    await client.end()
  }
}

/** PostgreSQL's default of 128 MB would double the memory of the whole server; the kernel caches the files as well. */
const sharedBuffers = '16MB'

async function openEmbedded(dataDir: string): Promise<Database> {
  const release = lockFolder(dataDir)
  try {
    const [{ PGlite }, { pgliteExtensions }] = await Promise.all([
      import('@electric-sql/pglite'),
      import('@/lib/adapters/prisma/pglite-extensions'),
    ])
    const pglite = await withoutWasmTierUp(() =>
      PGlite.create({
        dataDir: path.join(dataDir, 'pglite'),
        extensions: pgliteExtensions,
        startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${sharedBuffers}`],
      }),
    )
    const database = await openPglite(pglite)
    return { ...database, close: () => database.close().finally(release) }
  } catch (error) {
    release()
    throw error
  }
}

/** Uses a PGlite that is open already, such as one in memory. */
export async function openPglite(pglite: PGlite): Promise<Database> {
  const session: SqlSession = {
    exec: (sql) => pglite.exec(sql),
    query: async (sql, values) => (await pglite.query<Record<string, unknown>>(sql, values)).rows,
  }
  const migrations = await migrate(session, migrationsFolder())
  const hasTrigrams = await addTrigrams(session)
  const prisma = new PrismaClient({
    adapter: new PrismaPGlite(withPreparedQueries(pglite)),
    transactionOptions,
  })
  return {
    prisma,
    connection: { kind: 'pglite', pglite },
    exclusive: true,
    migrations,
    hasTrigrams,
    async maintain() {
      await pglite.exec('VACUUM (ANALYZE)')
    },
    async analyze() {
      await pglite.exec('ANALYZE')
    },
    async close() {
      await prisma.$disconnect()
      await pglite.close()
    },
  }
}
