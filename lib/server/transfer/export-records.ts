import { SkeinError } from '@/lib/core/errors'
import { summaryFailureSchema } from '@/lib/core/summary/summary'
import type { Actor } from '@/lib/core/access/actor'
import type {
  MessageRecord,
  SummaryRecord,
  ThreadRecord,
  TransferRecord,
  VersionRecord,
} from '@/lib/core/transfer/records'
import { presentSummary } from '@/lib/server/rows/summary-row'
import { sql, type Services } from '@/lib/server/services'

const messagesAtOnce = 300
const summariesAtOnce = 200
const versionsAtOnce = 20
const threadsAtOnce = 500
/** Of text, after which a batch of messages ends. */
const bytesAtOnce = 2_000_000

type Prisma = Services['prisma']
type Ids = readonly string[]

/**
 * The records of one thread, read in batches as they are asked for; nothing is held in the database meanwhile. Messages that
 * come while it is read are left out. Throws `thread_not_found`, also when the thread is deleted meanwhile.
 */
export async function* threadRecords(
  { prisma }: Services,
  actor: Actor,
  threadId: string,
): AsyncGenerator<TransferRecord> {
  const thread = await readThread(prisma, threadId)
  yield thread
  let sequence = 0
  while (sequence < thread.last_sequence) {
    const messages = await readMessages(prisma, actor, { threadId, after: sequence })
    for (const { hasVersions, ...message } of messages) {
      if (message.sequence_number > thread.last_sequence) break
      yield message
      sequence = message.sequence_number
      if (hasVersions) yield* versionRecords(prisma, message.id)
    }
    if (messages.length === 0) throw notFound(threadId)
  }
  yield* summaryRecords(prisma, threadId, thread.last_sequence)
}

/** The ids of all threads of an actor, or of those among some, in the order of an export. */
export async function* threadIds(
  { prisma }: Services,
  actor: Actor,
  ids?: Ids,
): AsyncGenerator<string> {
  const exported = whereExported(actor, ids)
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await prisma.$queryRaw<{ id: string }[]>`
      SELECT id FROM thread WHERE ${exported} AND id > ${after}::uuid
      ORDER BY id LIMIT ${threadsAtOnce}`
    for (const { id } of rows) yield id
    const last = rows.at(-1)
    if (!last) return
    after = last.id
  }
}

/** How many `threadIds` there are now. */
export async function countThreads({ prisma }: Services, actor: Actor, ids?: Ids): Promise<number> {
  const [row] = await prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM thread WHERE ${whereExported(actor, ids)}`
  return row!.count
}

function whereExported({ workspaceId, userId }: Actor, ids?: Ids) {
  const own = sql`workspace_id = ${workspaceId}::uuid AND user_id = ${userId}::uuid`
  return ids === undefined ? own : sql`${own} AND id = ANY (${ids}::uuid[])`
}

const notFound = (id: string) => new SkeinError('thread_not_found', `There is no thread ${id}.`)

/** The thread's own record. Throws `thread_not_found`. */
export async function readThread(prisma: Prisma, id: string): Promise<ThreadRecord> {
  const row = await prisma.thread.findUnique({ where: { id } })
  if (!row) throw notFound(id)
  return {
    kind: 'thread',
    id: row.id,
    external_id: row.externalId,
    title: row.title,
    title_source: row.titleSource,
    system_prompt: row.systemPrompt,
    model: row.model,
    agent_id: row.agentId,
    visibility: row.visibility,
    pinned: row.pinned,
    archived: row.archived,
    last_sequence: row.lastSequence,
    active_leaf_id: row.activeLeafId,
    summary_failure: summaryFailureSchema.safeParse(row.summaryFailure).data ?? null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    last_activity_at: row.lastActivityAt.toISOString(),
  }
}

type MessageRow = Omit<MessageRecord, 'kind' | 'vote'> & {
  vote: 'up' | 'down' | null
  voted_at: Date | null
  has_versions: boolean
}

async function readMessages(
  prisma: Prisma,
  { userId }: Actor,
  { threadId, after }: { threadId: string; after: number },
): Promise<(MessageRecord & { hasVersions: boolean })[]> {
  const rows = await prisma.$queryRaw<MessageRow[]>`
    SELECT m.*, v.value::text AS vote, v.created_at AS voted_at,
      EXISTS (SELECT 1 FROM message_version e WHERE e.message_id = m.id) AS has_versions
    FROM (
      SELECT id, sequence_number, parent_id, depth AS position, role::text, parts, model, agent_id, status::text, error,
        external_id, metadata, usage, created_at, updated_at, deleted_at,
        coalesce(sum(octet_length(content) + pg_column_size(parts)) OVER (
          ORDER BY sequence_number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS bytes_before
      FROM (
        SELECT * FROM message WHERE thread_id = ${threadId}::uuid AND sequence_number > ${after}
        ORDER BY sequence_number LIMIT ${messagesAtOnce}) AS page
    ) m LEFT JOIN vote v ON v.message_id = m.id AND v.user_id = ${userId}::uuid
    WHERE m.bytes_before < ${bytesAtOnce}
    ORDER BY m.sequence_number`
  return rows.map((row) => ({
    kind: 'message',
    id: row.id,
    sequence_number: row.sequence_number,
    parent_id: row.parent_id,
    position: row.position,
    role: row.role,
    parts: row.parts,
    model: row.model,
    agent_id: row.agent_id,
    status: row.status,
    error: row.error,
    external_id: row.external_id,
    metadata: row.metadata,
    usage: row.usage,
    vote: row.vote && row.voted_at ? { value: row.vote, created_at: iso(row.voted_at) } : null,
    created_at: iso(row.created_at),
    updated_at: iso(row.updated_at),
    deleted_at: row.deleted_at && iso(row.deleted_at),
    hasVersions: row.has_versions,
  }))
}

const iso = (at: Date | string) => new Date(at).toISOString()

async function* versionRecords(prisma: Prisma, messageId: string): AsyncGenerator<VersionRecord> {
  let cursor: { replacedAt: Date; id: string } | null = null
  for (;;) {
    type Rows = Awaited<ReturnType<Prisma['messageVersion']['findMany']>>
    const rows: Rows = await prisma.messageVersion.findMany({
      where: {
        messageId,
        ...(cursor && {
          OR: [
            { replacedAt: { gt: cursor.replacedAt } },
            { replacedAt: cursor.replacedAt, id: { gt: cursor.id } },
          ],
        }),
      },
      orderBy: [{ replacedAt: 'asc' }, { id: 'asc' }],
      take: versionsAtOnce,
    })
    for (const { id, parts, metadata, replacedAt } of rows) {
      yield {
        kind: 'version',
        id,
        message_id: messageId,
        parts: parts as VersionRecord['parts'],
        metadata: metadata as VersionRecord['metadata'],
        replaced_at: replacedAt.toISOString(),
      }
    }
    cursor = rows.at(-1) ?? null
    if (rows.length < versionsAtOnce) return
  }
}

/** A link comes after its predecessor, which ends at a lower position. */
async function* summaryRecords(
  prisma: Prisma,
  threadId: string,
  lastSequence: number,
): AsyncGenerator<SummaryRecord> {
  let cursor: { lastDepth: number; id: string } | null = null
  for (;;) {
    type Rows = Awaited<ReturnType<Prisma['summary']['findMany']>>
    const rows: Rows = await prisma.summary.findMany({
      where: {
        threadId,
        lastMessage: { sequenceNumber: { lte: lastSequence } },
        ...(cursor && {
          OR: [
            { lastDepth: { gt: cursor.lastDepth } },
            { lastDepth: cursor.lastDepth, id: { gt: cursor.id } },
          ],
        }),
      },
      orderBy: [{ lastDepth: 'asc' }, { id: 'asc' }],
      take: summariesAtOnce,
    })
    for (const row of rows) {
      const { thread_id: _thread, in_force: _inForce, ...record } = presentSummary(row, null)
      yield { kind: 'summary', ...record }
    }
    cursor = rows.at(-1) ?? null
    if (rows.length < summariesAtOnce) return
  }
}
