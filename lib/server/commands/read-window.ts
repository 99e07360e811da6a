import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/access/actor'
import { listMessagesSchema, type Message } from '@/lib/core/thread/message'
import { listMessages } from '@/lib/server/commands/list-messages'
import { requireThread } from '@/lib/server/commands/require-thread'
import type { ThreadRow } from '@/lib/server/rows/thread-row'
import type { Services } from '@/lib/server/services'

/** A message of the thread, or the first of its active branch at or after an instant. */
export type WindowPlace = { message: string } | { since: Date }

export type MessageWindow = {
  messages: Message[]
  hasOlder: boolean
  hasNewer: boolean
  /** The message that was asked for; null when there is none as new as that. */
  found: string | null
  /** Whether it is on the active branch, as the messages around it are then. */
  isOnActiveBranch: boolean
}

type Target = { id: string; sequenceNumber: number }

/**
 * Messages around a place of a thread, however far back it lies: of the active branch when it is there, else of the branch
 * that goes through it to the newest message below it. Throws `thread_not_found`, `forbidden`, `message_not_found`.
 */
export async function readWindow(
  services: Services,
  actor: Actor,
  { threadId, place, limit }: { threadId: string; place: WindowPlace; limit: number },
): Promise<MessageWindow> {
  const thread = await requireThread(services, actor, threadId, 'read')
  const target =
    'message' in place
      ? await requireTarget(services, thread, place.message)
      : await firstSince(services, thread, place.since)
  const isOnActiveBranch =
    target === null || !('message' in place) || (await isActive(services, thread, target))
  const branch = isOnActiveBranch || target === null ? 'active' : await leafBelow(services, target)
  const half = Math.floor(limit / 2)
  const from = target?.sequenceNumber
  const list = (query: Record<string, unknown>) =>
    listMessages(services, actor, thread.id, listMessagesSchema.parse({ branch, ...query }))
  const [before, after] = await Promise.all([
    list({ before_sequence: from, limit: from === undefined ? limit : half }),
    from === undefined ? null : list({ after_sequence: from - 1, limit: limit - half }),
  ])
  return {
    messages: [...before.data, ...(after?.data ?? [])],
    hasOlder: before.has_more,
    hasNewer: after?.has_more ?? false,
    found:
      (target && after?.data.find(({ id }) => id === target.id)?.id) ?? after?.data[0]?.id ?? null,
    isOnActiveBranch,
  }
}

async function requireTarget({ prisma }: Services, { id: threadId }: ThreadRow, id: string) {
  const message = await prisma.message.findFirst({
    where: { id, threadId, deletedAt: null },
    select: { id: true, sequenceNumber: true },
  })
  if (message) return message
  throw new SkeinError('message_not_found', `There is no message ${id} in this thread.`)
}

/** Numbers ascend with time, so that the first one found is the first one of the day. */
async function firstSince(
  { prisma }: Services,
  { id }: ThreadRow,
  since: Date,
): Promise<Target | null> {
  const [first] = await prisma.$queryRaw<Target[]>`
    SELECT id, sequence_number AS "sequenceNumber" FROM message
    WHERE thread_id = ${id}::uuid AND created_at >= ${since} AND deleted_at IS NULL
    ORDER BY sequence_number LIMIT 1`
  return first ?? null
}

/** Walks from the active leaf down to the message's number; nothing is walked in a thread without branches. */
async function isActive(
  { prisma }: Services,
  { activeLeafId, activeDepth, lastSequence }: ThreadRow,
  target: Target,
): Promise<boolean> {
  if (activeDepth === lastSequence) return true
  const [found] = await prisma.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE branch AS (
      SELECT id, parent_id, sequence_number FROM message WHERE id = ${activeLeafId}::uuid
      UNION ALL
      SELECT m.id, m.parent_id, m.sequence_number FROM branch b JOIN message m ON m.id = b.parent_id
      WHERE m.sequence_number >= ${target.sequenceNumber})
    SELECT id FROM branch WHERE id = ${target.id}::uuid`
  return found !== undefined
}

async function leafBelow({ prisma }: Services, { id }: Target): Promise<string> {
  const [leaf] = await prisma.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE below AS (
      SELECT id, sequence_number, deleted_at FROM message WHERE id = ${id}::uuid
      UNION ALL
      SELECT m.id, m.sequence_number, m.deleted_at FROM below b JOIN message m ON m.parent_id = b.id)
    SELECT id FROM below ORDER BY (deleted_at IS NULL) DESC, sequence_number DESC LIMIT 1`
  return leaf?.id ?? id
}
