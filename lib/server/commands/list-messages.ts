import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/access/actor'
import type { ListMessages, MessagePage } from '@/lib/core/thread/message'
import { requireThread } from '@/lib/server/commands/require-thread'
import { presentMessage, type MessageRow } from '@/lib/server/rows/message-row'
import type { Services } from '@/lib/server/services'

const greatestInteger = 2_147_483_647

/**
 * A page of a thread's messages, by ascending sequence number: the newest ones, those before or those after a number, of
 * the whole thread or of one branch. Throws `thread_not_found`, `message_not_found` for a branch that is not there.
 */
export async function listMessages(
  services: Services,
  actor: Actor,
  id: string,
  query: ListMessages,
): Promise<MessagePage> {
  const thread = await requireThread(services, actor, id, 'read')
  const threadId = thread.id
  const leafId = query.branch === 'active' ? thread.activeLeafId : (query.branch ?? null)
  const rows =
    query.branch === undefined
      ? await wholeThread(services, actor, threadId, query)
      : leafId === null
        ? []
        : await branch(services, actor, { threadId, leafId }, query)
  if (rows.length === 0 && leafId) await requireBranch(services, threadId, leafId)
  const page = rows.slice(0, query.limit)
  if (query.after_sequence === undefined) page.reverse()
  return { data: page.map(presentMessage), has_more: rows.length > query.limit }
}

async function requireBranch({ prisma }: Services, threadId: string, leafId: string) {
  if ((await prisma.message.count({ where: { id: leafId, threadId } })) > 0) return
  throw new SkeinError('message_not_found', `There is no message ${leafId} in this thread.`)
}

function wholeThread(
  { prisma }: Services,
  { userId }: Actor,
  threadId: string,
  { limit, before_sequence: before, after_sequence: after }: ListMessages,
  last = greatestInteger,
): Promise<MessageRow[]> {
  if (after !== undefined) {
    return prisma.$queryRaw<MessageRow[]>`
      SELECT m.*, (SELECT v.value::text FROM vote v WHERE v.message_id = m.id AND v.user_id = ${userId}::uuid) AS vote
      FROM message m WHERE thread_id = ${threadId}::uuid AND sequence_number > ${after} AND sequence_number <= ${last} AND deleted_at IS NULL
      ORDER BY sequence_number LIMIT ${limit + 1}`
  }
  return prisma.$queryRaw<MessageRow[]>`
    SELECT m.*, (SELECT v.value::text FROM vote v WHERE v.message_id = m.id AND v.user_id = ${userId}::uuid) AS vote
    FROM message m WHERE thread_id = ${threadId}::uuid AND deleted_at IS NULL
      AND sequence_number <= ${Math.min(last, before === undefined ? last : before - 1)}
    ORDER BY sequence_number DESC LIMIT ${limit + 1}`
}

/**
 * The number of a branch's last message when no other branch begins before it: it is as deep as its number says, so each
 * message up to it is on the branch, and a page need not be reached by walking.
 */
async function endOfTrunk({ prisma }: Services, threadId: string, leafId: string) {
  const leaf = await prisma.message.findUnique({
    where: { id: leafId },
    select: { threadId: true, sequenceNumber: true, depth: true },
  })
  return leaf?.threadId === threadId && leaf.sequenceNumber === leaf.depth ? leaf.depth : null
}

/**
 * Walks from the leaf towards the root, no further than the page needs. `IS NOT DISTINCT FROM` keeps the planner from looking
 * for the leaf through the thread's index.
 */
async function branch(
  services: Services,
  actor: Actor,
  { threadId, leafId }: { threadId: string; leafId: string },
  { limit, before_sequence: before, after_sequence: after }: ListMessages,
): Promise<MessageRow[]> {
  const { prisma } = services
  const { userId } = actor
  if (before !== undefined || after !== undefined) {
    const last = await endOfTrunk(services, threadId, leafId)
    const query = { limit, before_sequence: before, after_sequence: after }
    if (last !== null) return wholeThread(services, actor, threadId, query, last)
  }
  if (after !== undefined) {
    return prisma.$queryRaw<MessageRow[]>`
      WITH RECURSIVE branch AS (
        SELECT * FROM message WHERE id = ${leafId}::uuid AND thread_id IS NOT DISTINCT FROM ${threadId}::uuid AND sequence_number > ${after}
        UNION ALL
        SELECT m.* FROM branch b JOIN message m ON m.id = b.parent_id WHERE m.sequence_number > ${after})
      SELECT b.*, (SELECT v.value::text FROM vote v WHERE v.message_id = b.id AND v.user_id = ${userId}::uuid) AS vote
      FROM branch b WHERE deleted_at IS NULL ORDER BY sequence_number LIMIT ${limit + 1}`
  }
  const ceiling = before ?? null
  return prisma.$queryRaw<MessageRow[]>`
    WITH RECURSIVE branch AS (
      SELECT m.*, (CASE WHEN ${ceiling}::int IS NULL OR m.sequence_number < ${ceiling}::int THEN 1 ELSE 0 END) AS found
      FROM message m WHERE m.id = ${leafId}::uuid AND m.thread_id IS NOT DISTINCT FROM ${threadId}::uuid
      UNION ALL
      SELECT m.*, b.found + (CASE WHEN ${ceiling}::int IS NULL OR m.sequence_number < ${ceiling}::int THEN 1 ELSE 0 END)
      FROM branch b JOIN message m ON m.id = b.parent_id WHERE b.found <= ${limit})
    SELECT b.*, (SELECT v.value::text FROM vote v WHERE v.message_id = b.id AND v.user_id = ${userId}::uuid) AS vote
    FROM branch b WHERE found > 0 AND deleted_at IS NULL ORDER BY sequence_number DESC LIMIT ${limit + 1}`
}
