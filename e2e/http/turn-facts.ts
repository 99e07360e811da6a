import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'

const faults = {
  open_turns: `SELECT count(*) FROM turn WHERE status IN ('queued', 'running') OR finished_at IS NULL`,
  turns_without_one_answer: `SELECT count(*) FROM turn t WHERE (SELECT count(*) FROM message m WHERE m.turn_id = t.id) <> 1`,
  turns_unlike_their_answer: `SELECT count(*) FROM turn t JOIN message m ON m.turn_id = t.id WHERE m.status::text <> t.status::text`,
  turns_without_question: `SELECT count(*) FROM turn WHERE user_message_id NOT IN (SELECT id FROM message WHERE role = 'user')`,
  turns_without_thread: `SELECT count(*) FROM turn WHERE thread_id NOT IN (SELECT id FROM thread)`,
  messages_without_thread: `SELECT count(*) FROM message WHERE thread_id NOT IN (SELECT id FROM thread)`,
  messages_without_parent: `SELECT count(*) FROM message WHERE parent_id NOT IN (SELECT id FROM message)`,
  threads_with_gaps: `SELECT count(*) FROM thread h WHERE h.last_sequence <> (SELECT count(*) FROM message m WHERE m.thread_id = h.id)
    OR h.last_sequence <> coalesce((SELECT max(sequence_number) FROM message m WHERE m.thread_id = h.id), 0)`,
}

type Facts = Record<keyof typeof faults, number>

/** The facts of a database in which every turn has its one outcome and its one answer, and nothing is left over. */
export const noFaults = Object.fromEntries(Object.keys(faults).map((name) => [name, 0])) as Facts

/** Counts the turns, and what must not be, in the database of a server that is not running. */
export async function readTurnFacts(dataDir: string): Promise<Facts & { turns: number }> {
  const counts = Object.entries(faults).map(([name, sql]) => `(${sql})::int AS ${name}`)
  const pglite = await PGlite.create({ dataDir: path.join(dataDir, 'pglite') })
  try {
    const { rows } = await pglite.query<Facts & { turns: number }>(
      `SELECT (SELECT count(*) FROM turn)::int AS turns, ${counts.join(', ')}`,
    )
    if (!rows[0]) throw new Error('The database said nothing.')
    return rows[0]
  } finally {
    await pglite.close()
  }
}
