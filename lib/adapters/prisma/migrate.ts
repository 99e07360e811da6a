import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A single database session: migrations need one connection for their lock and transactions. */
export interface SqlSession {
  exec(sql: string): Promise<unknown>
  query(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>
}

const advisoryLock = 72_707_369

const migrationTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`

/**
 * Applies the migrations of a folder that the database does not have yet, each in one transaction, and returns their
 * names. The record is kept in Prisma's own table, so that `prisma migrate deploy` agrees with it.
 * Throws when a migration changed after it was applied.
 */
export async function migrate(session: SqlSession, folder: string): Promise<string[]> {
  await session.exec(`SELECT pg_advisory_lock(${advisoryLock})`)
  try {
    await session.exec(migrationTable)
    const rows = await session.query(
      `SELECT migration_name, checksum FROM "_prisma_migrations" WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL`,
    )
    const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]))
    const fresh: string[] = []
    for (const migration of readMigrations(folder)) {
      const checksum = applied.get(migration.name)
      if (checksum === migration.checksum) continue
      if (checksum !== undefined) {
        throw new Error(`The migration ${migration.name} was changed after it was applied.`)
      }
      await apply(session, migration)
      fresh.push(migration.name)
    }
    return fresh
  } finally {
    await session.exec(`SELECT pg_advisory_unlock(${advisoryLock})`)
  }
}

type Migration = { name: string; sql: string; checksum: string }

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, file: path.join(folder, name, 'migration.sql') }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => {
      const sql = readFileSync(file, 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

async function apply(session: SqlSession, { name, sql, checksum }: Migration) {
  await session.exec('BEGIN')
  try {
    await session.exec(sql)
    await session.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    )
    await session.exec('COMMIT')
  } catch (error) {
    await session.exec('ROLLBACK')
    throw error
  }
}
