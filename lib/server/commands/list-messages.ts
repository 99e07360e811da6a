import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/access/actor'
import type { ListMessages, Message, MessagePage } from '@/lib/core/thread/message'
import { requireThread } from '@/lib/server/commands/require-thread'
import { messageColumns } from '@/lib/server/rows/message-columns'
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
  const messages = page.map(presentMessage)
  // Every message of the thread is on its active branch: none has another version.
  const isLinear = thread.lastSequence === thread.activeDepth
  const data =
    query.branch === undefined || isLinear ? messages : await withSiblings(services, messages)
  return { data, has_more: rows.length > query.limit }
}

/** Tells each message that has other versions which ones there are. */
async function withSiblings({ prisma }: Services, messages: Message[]): Promise<Message[]> {
  const parents = messages.flatMap(({ parent_id: id }) => (id === null ? [] : [id]))
  const root = messages.find(({ parent_id: id }) => id === null)
  const groups = await prisma.$queryRaw<{ parentId: string | null; ids: string[] }[]>`
    SELECT parent_id AS "parentId", array_agg(id ORDER BY sequence_number) AS ids FROM message
    WHERE parent_id = ANY(${parents}::uuid[]) AND deleted_at IS NULL GROUP BY parent_id HAVING count(*) > 1
    UNION ALL
    SELECT NULL, array_agg(id ORDER BY sequence_number) FROM message
    WHERE thread_id = ${root?.thread_id ?? null}::uuid AND parent_id IS NULL AND deleted_at IS NULL HAVING count(*) > 1`
  const siblings = new Map(groups.map(({ parentId, ids }) => [parentId, ids]))
  return messages.map((message) => {
    const ids = siblings.get(message.parent_id)
    return ids ? { ...message, sibling_ids: ids } : message
  })
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
      SELECT ${messageColumns()}, (SELECT v.value::text FROM vote v WHERE v.message_id = m.id AND v.user_id = ${userId}::uuid) AS vote
      FROM message m WHERE thread_id = ${threadId}::uuid AND sequence_number > ${after} AND sequence_number <= ${last} AND deleted_at IS NULL
      ORDER BY sequence_number LIMIT ${limit + 1}`
  }
  return prisma.$queryRaw<MessageRow[]>`
    SELECT ${messageColumns()}, (SELECT v.value::text FROM vote v WHERE v.message_id = m.id AND v.user_id = ${userId}::uuid) AS vote
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
      SELECT ${messageColumns()}, (SELECT v.value::text FROM vote v WHERE v.message_id = m.id AND v.user_id = ${userId}::uuid) AS vote
      FROM branch m WHERE deleted_at IS NULL ORDER BY sequence_number LIMIT ${limit + 1}`
  }
  const ceiling = before ?? null
  return prisma.$queryRaw<MessageRow[]>`
    WITH RECURSIVE branch AS (
      SELECT m.*, (CASE WHEN ${ceiling}::int IS NULL OR m.sequence_number < ${ceiling}::int THEN 1 ELSE 0 END) AS found
      FROM message m WHERE m.id = ${leafId}::uuid AND m.thread_id IS NOT DISTINCT FROM ${threadId}::uuid
      UNION ALL
      SELECT m.*, b.found + (CASE WHEN ${ceiling}::int IS NULL OR m.sequence_number < ${ceiling}::int THEN 1 ELSE 0 END)
      FROM branch b JOIN message m ON m.id = b.parent_id WHERE b.found <= ${limit})
    SELECT ${messageColumns()}, (SELECT v.value::text FROM vote v WHERE v.message_id = m.id AND v.user_id = ${userId}::uuid) AS vote
    FROM branch m WHERE found > 0 AND deleted_at IS NULL ORDER BY sequence_number DESC LIMIT ${limit + 1}`
}
