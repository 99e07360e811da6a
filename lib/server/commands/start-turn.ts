import { v4, v7, validate } from 'uuid'

import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/access/actor'
import { plainText } from '@/lib/core/thread/message'
import { defaultTitle } from '@/lib/core/thread/plain-name'
import type { TurnLog } from '@/lib/core/ports'
import { replayMessage } from '@/lib/core/turn/replay-message'
import { saysTheSame, type NewMessage, type TurnRequest } from '@/lib/core/turn/turn-request'
import { requireMessage } from '@/lib/server/commands/require-message'
import { requireModel } from '@/lib/server/commands/require-model'
import { requireThread } from '@/lib/server/commands/require-thread'
import { newToken } from '@/lib/server/auth/secret-token'
import { resolveFiles } from '@/lib/server/files/resolve-files'
import { requireBudget } from '@/lib/server/limits/require-budget'
import { isUniqueViolation } from '@/lib/server/rows/is-unique-violation'
import { recordSharing } from '@/lib/server/sharing/change-visibility'
import type { Services } from '@/lib/server/services'
import { externalThreadId, threadIdOf } from '@/lib/server/thread-id'
import { openTurnLog, type AcceptedTurn } from '@/lib/server/turns/open-turn-log'
import { leaseSeconds, type ClaimedTurn } from '@/lib/server/turns/turn-queue'

export type StartedTurn = {
  turnId: string
  threadId: string
  answerId: string
  log: TurnLog
}

/**
 * Accepts a request for an answer, or for one of each of several models: in one statement it gives out sequence numbers and
 * saves the user's message, pending answers and queued turns. A repeated request (same thread and key) starts nothing and
 * returns the first one's turn. Throws `thread_not_found`, `forbidden`, `message_not_found`, `unknown_model`,
 * `model_not_configured`, `request_key_reused` when the key was used for another text, `file_not_found`,
 * `shutting_down`.
 */
export async function startTurn(
  services: Services,
  actor: Actor,
  request: TurnRequest,
  headers = new Headers(),
): Promise<StartedTurn> {
  if (services.engine.isLeaving) {
    const message = 'Skein is shutting down. Try again in a moment.'
    throw new SkeinError('shutting_down', message, { retryAfter: 5 })
  }
  const { model, others = [] } = request
  const models = [model, ...others].map((id) => id && requireModel(services, id).id)
  const threadId = threadIdOf(actor, request.threadId, request.key)
  const key = request.key ?? v4()
  await requireBudgetUnlessRepeated(services, actor, { threadId, key })

  const userMessageId = v7()
  const lanes = models.map((model) => ({ turnId: v7(), answerId: v7(), model: model ?? '' }))
  const asked = await withFiles(services, actor, request)
  const attempt = { request: asked, threadId, key, userMessageId, lanes }
  const accepted = await accept(services, actor, attempt)
  if (accepted === 'repeated') return attach(services, actor, { request, threadId, key })
  const [first, ...rest] = accepted
  const log = openTurnLog(services.logs, { ...first, beside: rest })
  for (const turn of rest) openTurnLog(services.logs, turn)
  for (const turn of accepted) {
    if (!turn.begun) continue
    const { userId, workspaceId } = actor
    services.engine.begin({ ...turn, userId, workspaceId, id: turn.turnId, attempt: 1 })
  }
  if (!first.begun) services.bus.publish('turn-queued', threadId)
  services.bus.publish('thread-changed', threadId)
  if (first.isNew && request.visibility !== 'private') {
    await recordSharing(services, actor, { threadId, visibility: request.visibility, headers })
  }
  return { turnId: first.turnId, threadId, answerId: first.answerId, log }
}

async function withFiles(services: Services, actor: Actor, request: TurnRequest) {
  const { question } = request
  if ('regenerates' in question) return request
  const parts = await resolveFiles(services, actor, question.parts)
  return { ...request, question: { ...question, parts } }
}

/** What was begun before the budget was spent can still be read. */
async function requireBudgetUnlessRepeated(
  services: Services,
  actor: Actor,
  { threadId, key: requestKey }: { threadId: string; key: string },
): Promise<void> {
  try {
    await requireBudget(services, actor)
  } catch (refusal) {
    if ((await services.prisma.turn.count({ where: { threadId, requestKey } })) === 0) throw refusal
  }
}

type Accepted = AcceptedTurn & {
  /** Whether the turn belongs to this process already, because nothing came before it. */
  begun: boolean
  titleSource: ClaimedTurn['titleSource']
  systemPrompt: string | null
  messageCount: number
  /** Whether the thread was made by this request. */
  isNew: boolean
}

type Attempt = {
  request: TurnRequest
  threadId: string
  key: string
  userMessageId: string
  /** One for each model that is asked; the empty name stands for the thread's active one. */
  lanes: readonly { turnId: string; answerId: string; model: string }[]
}

async function accept(
  services: Services,
  actor: Actor,
  attempt: Attempt,
): Promise<[Accepted, ...Accepted[]] | 'repeated'> {
  const { request, threadId, lanes } = attempt
  const { question } = request
  const place = await findPlace(services, request, threadId)
  let begins = services.engine.hasRoomFor(lanes.length)
  // Tried again when a thread was made by somebody else between the two halves of the statement, and without beginning at
  // once when another turn of the thread began at the same moment.
  for (let tries = 0; tries < 3; tries++) {
    try {
      const [first, ...rest] =
        'regenerates' in question
          ? await acceptRegeneration(services, actor, { ...attempt, begins }, question.regenerates)
          : await acceptMessage(services, actor, { ...attempt, begins, place }, question)
      if (first) return [first, ...rest]
      if (!request.createsThread) break
    } catch (error) {
      if (!isUniqueViolation(error)) throw error
      if (!begins) return 'repeated'
      begins = false
    }
  }
  await requireThread(services, actor, request.threadId ?? threadId, 'chat')
  if ('regenerates' in question || place.branches) {
    throw new SkeinError('message_not_found', 'There is no such message in this thread.')
  }
  throw new SkeinError('thread_not_found', `There is no thread ${request.threadId ?? threadId}.`)
}

/** Where a message goes: to the end of the active branch, unless it `branches` off, after a message or before all. */
type Place = { branches: boolean; parentId: string | null }

async function findPlace(
  { prisma }: Services,
  { place }: TurnRequest,
  threadId: string,
): Promise<Place> {
  if (!place) return { branches: false, parentId: null }
  if ('parentId' in place) return { branches: true, parentId: place.parentId }
  const { replaces } = place
  const isNamed = validate(replaces)
    ? { OR: [{ id: replaces }, { externalId: replaces }] }
    : { externalId: replaces }
  const replaced = await prisma.message.findFirst({
    where: { threadId, deletedAt: null, role: 'user', ...isNamed },
    orderBy: { sequenceNumber: 'desc' },
    select: { parentId: true },
  })
  return { branches: true, parentId: replaced ? replaced.parentId : nowhere }
}

/** The id of no message. */
const nowhere = '00000000-0000-0000-0000-000000000000'

function acceptMessage(
  { prisma, models, queue }: Services,
  actor: Actor,
  attempt: Attempt & { begins: boolean; place: Place },
  message: NewMessage,
): Promise<Accepted[]> {
  const { request, threadId, key, userMessageId, lanes, begins, place } = attempt
  const count = lanes.length
  const turnIds = lanes.map(({ turnId }) => turnId)
  const answerIds = lanes.map(({ answerId }) => answerId)
  const [model, leafId] = [lanes[0]?.model, answerIds[0]]
  const comparison = count > 1 ? turnIds[0] : undefined
  const answerMetadata = { request_id: request.requestId, comparison }
  return prisma.$queryRaw<Accepted[]>`
    WITH lane AS (
      SELECT turn_id, answer_id, model, place::int - 1 AS number
      FROM unnest(${turnIds}::uuid[], ${answerIds}::uuid[], ${lanes.map(({ model }) => model)}::text[])
        WITH ORDINALITY AS l(turn_id, answer_id, model, place)
    ), created AS (
      INSERT INTO thread (id, workspace_id, user_id, external_id, title, model, visibility, last_sequence, active_leaf_id, active_depth)
      SELECT ${threadId}::uuid, ${actor.workspaceId}::uuid, ${actor.userId}::uuid, ${externalThreadId(request.threadId)},
        ${defaultTitle}, coalesce(nullif(${model}, ''), (SELECT preferred_model FROM "user" WHERE id = ${actor.userId}::uuid), ${models.defaultId()}), ${request.visibility}::visibility, ${count + 1}, ${leafId}::uuid, 2
      WHERE ${request.createsThread} AND NOT EXISTS (SELECT 1 FROM thread WHERE id = ${threadId}::uuid)
      ON CONFLICT DO NOTHING
      RETURNING id, title, title_source, model, system_prompt, last_sequence, NULL::uuid AS leaf_id, 0 AS depth
    ), linked AS (
      INSERT INTO share_link (token, thread_id) SELECT ${newToken()}, id FROM created WHERE ${request.visibility} = 'public'
    ), locked AS (
      SELECT id, active_leaf_id, active_depth FROM thread
      WHERE id = ${threadId}::uuid AND workspace_id = ${actor.workspaceId}::uuid AND user_id = ${actor.userId}::uuid
      FOR UPDATE
    ), place AS (
      SELECT locked.id, CASE WHEN ${place.branches}::boolean THEN parent.id ELSE active_leaf_id END AS leaf_id,
        CASE WHEN ${place.branches}::boolean THEN coalesce(parent.depth, 0) ELSE active_depth END AS depth
      FROM locked LEFT JOIN message parent ON parent.id = ${place.parentId}::uuid AND parent.thread_id = locked.id
      WHERE ${place.parentId}::uuid IS NULL OR parent.id IS NOT NULL
    ), grown AS (
      UPDATE thread t SET last_sequence = t.last_sequence + ${count + 1}, active_leaf_id = ${leafId}::uuid,
        active_depth = place.depth + 2, last_activity_at = now()
      FROM place WHERE t.id = place.id
      RETURNING t.id, t.title, t.title_source, t.model, t.system_prompt, t.last_sequence, place.leaf_id, place.depth
    ), target AS (
      SELECT * FROM created UNION ALL SELECT * FROM grown
    ), ahead AS (
      SELECT count(*)::int AS turns, ${begins} AND count(*) = 0 AS begins FROM turn
      WHERE thread_id = ${threadId}::uuid AND status IN ('queued', 'running')
    ), queued AS (
      INSERT INTO turn (id, thread_id, user_message_id, request_key, lane, model, status, owner, attempt, lease_until, heartbeat_at, started_at)
      SELECT lane.turn_id, target.id, ${userMessageId}::uuid, ${key}, lane.number, coalesce(nullif(lane.model, ''), target.model),
        CASE WHEN begins THEN 'running'::turn_status ELSE 'queued' END, CASE WHEN begins THEN ${queue.owner} END,
        CASE WHEN begins THEN 1 ELSE 0 END, CASE WHEN begins THEN now() + make_interval(secs => ${leaseSeconds}) END,
        CASE WHEN begins THEN now() END, CASE WHEN begins THEN now() END
      FROM target, ahead, lane
      ORDER BY lane.number
      RETURNING id, model, status, lane
    ), question AS (
      INSERT INTO message (id, thread_id, sequence_number, parent_id, depth, role, parts, content, status, external_id, metadata)
      SELECT ${userMessageId}::uuid, id, last_sequence - ${count}, leaf_id, depth + 1, 'user', ${JSON.stringify(message.parts)}::jsonb,
        ${plainText(message.parts)}, 'completed', ${message.externalId}, ${JSON.stringify(message.metadata)}::jsonb
      FROM target
    ), answer AS (
      INSERT INTO message (id, thread_id, sequence_number, parent_id, depth, role, parts, content, status, model, turn_id, external_id, metadata)
      SELECT lane.answer_id, target.id, last_sequence - ${count - 1} + queued.lane, ${userMessageId}::uuid, depth + 2, 'assistant', '[]'::jsonb, '',
        'pending', queued.model, queued.id, CASE WHEN queued.lane = 0 THEN ${request.answerExternalId} END, ${JSON.stringify(answerMetadata)}::jsonb
      FROM target, queued JOIN lane ON lane.turn_id = queued.id
    )
    SELECT queued.id AS "turnId", target.id AS "threadId", target.title AS "threadTitle", queued.model,
      ${userMessageId} AS "userMessageId", lane.answer_id AS "answerId",
      ahead.turns AS ahead, queued.status = 'running' AS begun, title_source::text AS "titleSource",
      system_prompt AS "systemPrompt", last_sequence AS "messageCount", EXISTS (SELECT 1 FROM created) AS "isNew"
    FROM target, queued JOIN lane ON lane.turn_id = queued.id, ahead
    ORDER BY queued.lane`
}

function acceptRegeneration(
  { prisma, queue }: Services,
  actor: Actor,
  { request, threadId, key, lanes: [lane], begins }: Attempt & { begins: boolean },
  messageId: string,
): Promise<Accepted[]> {
  const { turnId, answerId, model } = lane ?? {}
  const messageUuid = validate(messageId) ? messageId : null
  return prisma.$queryRaw<Accepted[]>`
    WITH named AS (
      SELECT role, id, parent_id FROM message
      WHERE thread_id = ${threadId}::uuid AND (id = ${messageUuid}::uuid OR external_id = ${messageId}) AND deleted_at IS NULL
      ORDER BY sequence_number DESC LIMIT 1
    ), question AS (
      SELECT m.id, m.thread_id, m.depth FROM message m, named
      WHERE m.id = CASE named.role WHEN 'assistant' THEN named.parent_id ELSE named.id END AND m.role = 'user'
        AND m.deleted_at IS NULL
    ), grown AS (
      UPDATE thread t SET last_sequence = t.last_sequence + 1, active_leaf_id = ${answerId}::uuid,
        active_depth = question.depth + 1, last_activity_at = now()
      FROM question
      WHERE t.id = question.thread_id AND t.workspace_id = ${actor.workspaceId}::uuid AND t.user_id = ${actor.userId}::uuid
      RETURNING t.id, t.title, t.title_source, t.model, t.system_prompt, t.last_sequence, question.id AS question_id, question.depth
    ), ahead AS (
      SELECT count(*)::int AS turns, ${begins} AND count(*) = 0 AS begins FROM turn
      WHERE thread_id = ${threadId}::uuid AND status IN ('queued', 'running')
    ), queued AS (
      INSERT INTO turn (id, thread_id, user_message_id, request_key, model, status, owner, attempt, lease_until, heartbeat_at, started_at)
      SELECT ${turnId}::uuid, grown.id, question_id, ${key}, coalesce(nullif(${model}, ''), grown.model),
        CASE WHEN begins THEN 'running'::turn_status ELSE 'queued' END, CASE WHEN begins THEN ${queue.owner} END,
        CASE WHEN begins THEN 1 ELSE 0 END, CASE WHEN begins THEN now() + make_interval(secs => ${leaseSeconds}) END,
        CASE WHEN begins THEN now() END, CASE WHEN begins THEN now() END
      FROM grown, ahead
      RETURNING id, model, status
    ), answer AS (
      INSERT INTO message (id, thread_id, sequence_number, parent_id, depth, role, parts, content, status, model, turn_id, external_id, metadata)
      SELECT ${answerId}::uuid, grown.id, last_sequence, question_id, depth + 1, 'assistant', '[]'::jsonb, '',
        'pending', queued.model, queued.id, ${request.answerExternalId}, ${JSON.stringify({ request_id: request.requestId })}::jsonb
      FROM grown, queued
    )
    SELECT queued.id AS "turnId", grown.id AS "threadId", grown.title AS "threadTitle", queued.model,
      grown.question_id AS "userMessageId", ${answerId} AS "answerId",
      ahead.turns AS ahead, queued.status = 'running' AS begun, title_source::text AS "titleSource",
      system_prompt AS "systemPrompt", last_sequence AS "messageCount", false AS "isNew"
    FROM grown, queued, ahead`
}

type EarlierTurn = AcceptedTurn & { content: string; status: string }

async function attach(
  services: Services,
  actor: Actor,
  { request, threadId, key }: { request: TurnRequest; threadId: string; key: string },
): Promise<StartedTurn> {
  const [earlier, ...beside] = await services.prisma.$queryRaw<EarlierTurn[]>`
    SELECT t.id AS "turnId", t.thread_id AS "threadId", h.title AS "threadTitle", t.model, t.status::text AS status,
      t.user_message_id AS "userMessageId", q.content, a.id AS "answerId",
      (SELECT count(*)::int FROM turn e WHERE e.thread_id = t.thread_id AND e.position < t.position
        AND e.request_key <> t.request_key AND e.status IN ('queued', 'running')) AS ahead
    FROM turn t JOIN thread h ON h.id = t.thread_id JOIN message q ON q.id = t.user_message_id
      JOIN message a ON a.turn_id = t.id
    WHERE t.thread_id = ${threadId}::uuid AND t.request_key = ${key}
      AND h.workspace_id = ${actor.workspaceId}::uuid AND h.user_id = ${actor.userId}::uuid
    ORDER BY t.lane, a.sequence_number`
  if (!earlier) {
    await requireThread(services, actor, request.threadId ?? threadId, 'chat')
    throw new SkeinError('thread_not_found', `There is no thread ${request.threadId}.`)
  }
  const { question } = request
  if ('parts' in question && !saysTheSame(earlier.content, question)) {
    throw new SkeinError(
      'request_key_reused',
      'This message id or Idempotency-Key was used for another message before. Send a new one.',
    )
  }
  const { turnId, answerId } = earlier
  const isLive = earlier.status === 'queued' || earlier.status === 'running'
  const log = openTurnLog(services.logs, { ...earlier, beside })
  if (!isLive) await replay(services, actor, { answerId, log })
  return { turnId, threadId, answerId, log }
}

/** Fills the log of a turn that ended before, from its stored answer. Does nothing to a log that is complete. */
async function replay(
  services: Services,
  actor: Actor,
  { answerId, log }: { answerId: string; log: TurnLog },
) {
  const answer = await requireMessage(services, actor, answerId)
  for (const chunk of replayMessage(answer)) {
    if (chunk.type !== 'start') log.append(chunk)
  }
  log.end()
}
