import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'

// lib/server/local-actor.ts
const workspaceId = '00000000-0000-7000-8000-000000000001'
const userId = '00000000-0000-7000-8000-000000000002'

/** Of two threads the one with the smaller number was active more recently. */
export type SeededThread = { number: number; messages: number; isArchived?: boolean }

/** The id of the thread with this number. */
export const threadIdOf = (number: number): string =>
  `0a000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`

/** What the last message of a seeded thread says, and no other. */
export const lastWords = (number: number): string => `The end of thread ${number}.`

const idOf = (prefix: string, thread: string, sequence: string) =>
  `('${prefix}000000-0000-7000-8000-' || lpad(to_hex((${thread})::bigint * 1000000 + ${sequence}), 12, '0'))::uuid`

const messageId = (sequence: string) => idOf('0b', '$1', sequence)
const turnId = (sequence: string) => idOf('0c', '$1', sequence)

// An answer of an ordinary kind: a paragraph with marks, a list, a block of code.
const answerText = `'## Point ' || n || E'\\n\\nThe answer has **two** parts, and \`this\` is the first of them. '
  || repeat('It says what an ordinary answer of a few sentences says. ', 4)
  || E'\\n\\n- one thing\\n- another thing with [a link](https://example.org)\\n\\n\`\`\`ts\\nconst n = ' || n || E'\\n\`\`\`\\n'`

/**
 * Writes threads straight into the database of a Skein that does not run, as its own turns would have left them:
 * question, answer, question, answer.
 */
export async function seedThreads(dataDir: string, threads: SeededThread[]): Promise<void> {
  const dataFolder = path.join(dataDir, 'pglite')
  const database = await PGlite.create(dataFolder, { extensions: { pg_trgm } })
  try {
    await database.transaction(async (transaction) => {
      for (const { number, messages, isArchived = false } of threads) {
        await transaction.query(
          `INSERT INTO thread (id, workspace_id, user_id, title, model, last_sequence, active_leaf_id, active_depth, last_activity_at, archived)
           VALUES ($2::uuid, '${workspaceId}', '${userId}', 'Thread ' || $1::int, 'demo/skein', $3::int, ${messageId('$3::int')}, $3::int,
             now() - make_interval(mins => $1::int), $4::boolean)`,
          [number, threadIdOf(number), messages, isArchived],
        )
        await transaction.query(
          `INSERT INTO turn (id, thread_id, user_message_id, request_key, status, model, attempt, started_at, finished_at)
           SELECT ${turnId('n')}, $2::uuid, ${messageId('n - 1')}, 'seed ' || n, 'completed', 'demo/skein', $1::int * 0 + 1, now(), now()
           FROM generate_series(2, $3::int, 2) AS n`,
          [number, threadIdOf(number), messages],
        )
        await transaction.query(
          `INSERT INTO message (id, thread_id, sequence_number, parent_id, depth, role, parts, content, status, model, turn_id)
           SELECT ${messageId('n')}, $2::uuid, n, CASE WHEN n > 1 THEN ${messageId('n - 1')} END, n,
             (CASE WHEN n % 2 = 1 THEN 'user' ELSE 'assistant' END)::message_role,
             jsonb_build_array(jsonb_build_object('type', 'text', 'text', said) || CASE WHEN n % 2 = 0 THEN '{"state": "done"}'::jsonb ELSE '{}' END),
             said, 'completed', CASE WHEN n % 2 = 0 THEN 'demo/skein' END, CASE WHEN n % 2 = 0 THEN ${turnId('n')} END
           FROM (
             SELECT n, CASE WHEN n = $3::int THEN $4::text WHEN n % 2 = 1 THEN 'What about point ' || n || '?' ELSE ${answerText} END AS said
             FROM generate_series(1, $3::int) AS n
           ) AS spoken`,
          [number, threadIdOf(number), messages, lastWords(number)],
        )
      }
    })
  } finally {
    await database.close()
  }
}
