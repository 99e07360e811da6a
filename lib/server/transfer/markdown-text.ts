import { SkeinError } from '@/lib/core/errors'
import { markdownHead, markdownMessage, type MarkdownMessage } from '@/lib/core/transfer/markdown'
import type { ThreadRecord } from '@/lib/core/transfer/records'
import type { Services } from '@/lib/server/services'

const messagesAtOnce = 100

type Row = Omit<MarkdownMessage, 'created_at'> & { created_at: Date }

/** The active branch of a thread as Markdown, message by message, without those that were deleted. */
export async function* markdownText(
  { prisma }: Services,
  thread: ThreadRecord,
): AsyncGenerator<string> {
  yield markdownHead(thread)
  const sequences = await branchSequences(prisma, thread)
  for (let start = 0; start < sequences.length; start += messagesAtOnce) {
    const page = Array.from(sequences.subarray(start, start + messagesAtOnce))
    const rows = await prisma.$queryRaw<Row[]>`
      SELECT role::text, model, parts, status::text, created_at FROM message
      WHERE thread_id = ${thread.id}::uuid AND sequence_number = ANY(${page}::int[]) AND deleted_at IS NULL
      ORDER BY sequence_number`
    for (const { created_at, ...row } of rows) {
      yield markdownMessage({ ...row, created_at: new Date(created_at).toISOString() })
    }
  }
}

/** The sequence numbers of the branch from its root to its leaf; numbers alone, for there may be very many. */
async function branchSequences(
  prisma: Services['prisma'],
  { id, active_leaf_id: leafId }: ThreadRecord,
): Promise<Int32Array> {
  if (leafId === null) return new Int32Array()
  const [row] = await prisma.$queryRaw<{ list: string | null }[]>`
    WITH RECURSIVE branch AS (
      SELECT parent_id, sequence_number FROM message WHERE id = ${leafId}::uuid AND thread_id = ${id}::uuid
      UNION ALL
      SELECT m.parent_id, m.sequence_number FROM branch b JOIN message m ON m.id = b.parent_id)
    SELECT string_agg(sequence_number::text, ',' ORDER BY sequence_number) AS list FROM branch`
  if (!row?.list) throw new SkeinError('thread_not_found', `There is no thread ${id}.`)
  return Int32Array.from(row.list.split(','), Number)
}
