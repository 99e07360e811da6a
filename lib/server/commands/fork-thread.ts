import { v7 } from 'uuid'

import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/access/actor'
import type { ForkThread, Thread } from '@/lib/core/thread/thread'
import { requireMessage } from '@/lib/server/commands/require-message'
import { requireThread } from '@/lib/server/commands/require-thread'
import { isUniqueViolation } from '@/lib/server/rows/is-unique-violation'
import { presentThread, type ThreadRow } from '@/lib/server/rows/thread-row'
import type { Services, Transaction } from '@/lib/server/services'
import { threadIdOf } from '@/lib/server/thread-id'

type Fork = {
  threadId: string
  key: string | null
  input: ForkThread
  /** Makes the fork's title of the thread's, in the language of the one who asks. */
  titleOf: (title: string) => string
}

/**
 * Makes a private thread of a branch up to and with one of its messages, with the summaries that lie on it. A repeated request
 * (same key) returns the thread that the first one made. Throws `thread_not_found`, `forbidden`, `message_not_found`,
 * `turn_active` while an answer of the branch is being written.
 */
export async function forkThread(
  services: Services,
  actor: Actor,
  { threadId, key, input, titleOf }: Fork,
): Promise<Thread> {
  const { prisma, bus } = services
  const source = await requireThread(services, actor, threadId, 'chat')
  const forkId = threadIdOf(actor, null, key === null ? null : `fork ${source.id} ${key}`)
  const known = key === null ? null : await findFork(services, actor, forkId)
  if (known) return presentThread(known)
  const named = { thread: source.id, action: 'chat' } as const
  const { id: leafId } = await requireMessage(services, actor, input.message_id, named)
  try {
    const fork = await prisma.$transaction((transaction) =>
      copyBranch(transaction, { source, leafId, forkId, title: titleOf(source.title) }),
    )
    bus.publish('thread-changed', forkId)
    return presentThread(fork)
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    return presentThread(await requireThread(services, actor, forkId, 'chat'))
  }
}

const findFork = ({ prisma }: Services, { workspaceId, userId }: Actor, id: string) =>
  prisma.thread.findUnique({ where: { id, workspaceId, userId } })

type Copy = { source: ThreadRow; leafId: string; forkId: string; title: string }

async function copyBranch(
  transaction: Transaction,
  { source, leafId, forkId, title }: Copy,
): Promise<ThreadRow> {
  const branch = await transaction.$queryRaw<{ id: string; isOver: boolean }[]>`
    WITH RECURSIVE branch AS (
      SELECT id, parent_id, depth, status FROM message WHERE id = ${leafId}::uuid
      UNION ALL
      SELECT m.id, m.parent_id, m.depth, m.status FROM branch b JOIN message m ON m.id = b.parent_id)
    SELECT id, status NOT IN ('pending', 'streaming') AS "isOver" FROM branch ORDER BY depth`
  if (branch.some(({ isOver }) => !isOver)) {
    throw new SkeinError('turn_active', 'An answer is still running. Stop it first, or wait.')
  }
  const { workspaceId, userId, titleSource, systemPrompt, model, agentId } = source
  // Ids of messages ascend with their order.
  const ids = branch.map(() => v7())
  const fork = await transaction.thread.create({
    data: {
      id: forkId,
      workspaceId,
      userId,
      title,
      titleSource,
      systemPrompt,
      model,
      agentId,
      lastSequence: branch.length,
      activeLeafId: ids.at(-1) ?? null,
      activeDepth: branch.length,
    },
  })
  const originals = branch.map(({ id }) => id)
  await transaction.$executeRaw`
    WITH copy AS (SELECT * FROM unnest(${originals}::uuid[], ${ids}::uuid[]) AS c(original, id))
    INSERT INTO message (id, thread_id, sequence_number, parent_id, depth, role, parts, content, model, agent_id, status, error,
      metadata, usage, created_at, updated_at, deleted_at)
    SELECT copy.id, ${forkId}::uuid, m.depth, parent.id, m.depth, m.role, m.parts, m.content, m.model, m.agent_id, m.status, m.error,
      m.metadata - 'comparison', m.usage, m.created_at, m.updated_at, m.deleted_at
    FROM copy JOIN message m ON m.id = copy.original LEFT JOIN copy parent ON parent.original = m.parent_id`
  await copySummaries(transaction, { forkId, originals, ids })
  return fork
}

/** A summary lies on a branch when its last message does; so do its predecessors. */
async function copySummaries(
  transaction: Transaction,
  { forkId, originals, ids }: { forkId: string; originals: string[]; ids: string[] },
) {
  const links = await transaction.summary.findMany({
    where: { lastMessageId: { in: originals } },
    select: { id: true },
    orderBy: { lastDepth: 'asc' },
  })
  if (links.length === 0) return
  const linkIds = links.map(() => v7())
  await transaction.$executeRaw`
    WITH copy AS (SELECT * FROM unnest(${originals}::uuid[], ${ids}::uuid[]) AS c(original, id)),
      link AS (SELECT * FROM unnest(${links.map(({ id }) => id)}::uuid[], ${linkIds}::uuid[]) AS l(original, id))
    INSERT INTO summary (id, thread_id, predecessor_id, first_message_id, last_message_id, first_depth, last_depth, message_count,
      total_message_count, content, original_content, model, prompt_version, trigger, tokens_before, tokens_after, usage, cost,
      created_at, edited_at)
    SELECT link.id, ${forkId}::uuid, before.id, first.id, last.id, s.first_depth, s.last_depth, s.message_count,
      s.total_message_count, s.content, s.original_content, s.model, s.prompt_version, s.trigger, s.tokens_before, s.tokens_after,
      s.usage, s.cost, s.created_at, s.edited_at
    FROM link JOIN summary s ON s.id = link.original
      JOIN copy first ON first.original = s.first_message_id JOIN copy last ON last.original = s.last_message_id
      LEFT JOIN link before ON before.original = s.predecessor_id`
}
