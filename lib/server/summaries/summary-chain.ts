import type { Database } from '@/lib/server/services'

type Prisma = Pick<Database['prisma'], '$queryRaw'>

/** The id of the newest summary on the branch that ends at a message: the one that is sent. Null when there is none. */
export async function findInForce(prisma: Prisma, leafId: string | null): Promise<string | null> {
  if (leafId === null) return null
  // No further than where the first summary of the thread ends: a long thread without one is not walked through.
  const [row] = await prisma.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE leaf AS (
      SELECT m.id, m.parent_id, (SELECT min(s.last_depth) FROM summary s WHERE s.thread_id = m.thread_id) AS lowest
      FROM message m WHERE m.id = ${leafId}::uuid
    ), branch AS (
      SELECT l.parent_id, l.lowest, s.id AS summary_id
      FROM leaf l LEFT JOIN summary s ON s.last_message_id = l.id WHERE l.lowest IS NOT NULL
      UNION ALL
      SELECT m.parent_id, b.lowest, s.id
      FROM branch b JOIN message m ON m.id = b.parent_id LEFT JOIN summary s ON s.last_message_id = m.id
      WHERE b.summary_id IS NULL AND m.depth >= b.lowest)
    SELECT summary_id AS id FROM branch WHERE summary_id IS NOT NULL`
  return row?.id ?? null
}

/** The ids of a chain from its newest link back, at most `limit`, leaving out those that end at or after a position. */
export async function chainIds(
  prisma: Prisma,
  { newestId, limit, before }: { newestId: string; limit: number; before: number | null },
): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE chain AS (
      SELECT id, predecessor_id, last_depth,
        (CASE WHEN ${before}::int IS NULL OR last_depth < ${before}::int THEN 1 ELSE 0 END) AS found
      FROM summary WHERE id = ${newestId}::uuid
      UNION ALL
      SELECT p.id, p.predecessor_id, p.last_depth,
        c.found + (CASE WHEN ${before}::int IS NULL OR p.last_depth < ${before}::int THEN 1 ELSE 0 END)
      FROM chain c JOIN summary p ON p.id = c.predecessor_id WHERE c.found < ${limit})
    SELECT id FROM chain WHERE found > 0 ORDER BY last_depth DESC`
  return rows.map(({ id }) => id)
}
