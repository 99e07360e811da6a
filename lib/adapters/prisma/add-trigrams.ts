import type { SqlSession } from '@/lib/adapters/prisma/migrate'

/**
 * Makes what finds words in spite of their spelling: an index of the beginnings of questions. Not of answers, where looking
 * into it takes longer than looking through their words. False where the database has no pg_trgm, or no leave to use it.
 */
export async function addTrigrams(session: SqlSession): Promise<boolean> {
  try {
    await session.exec('CREATE EXTENSION IF NOT EXISTS pg_trgm')
    await session.exec(
      `CREATE INDEX IF NOT EXISTS message_trigrams_idx ON message USING GIN (left(content, 2000) gin_trgm_ops) WHERE role = 'user'`,
    )
    return true
  } catch {
    return false
  }
}
