import { v4, v7, validate } from 'uuid'

import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/access/actor'
import { plainText } from '@/lib/core/thread/message'
import { defaultTitle } from '@/lib/core/thread/thread'
import type { TurnLog } from '@/lib/core/ports'
import { replayMessage } from '@/lib/core/turn/replay-message'
import { saysTheSame, type NewMessage, type TurnRequest } from '@/lib/core/turn/turn-request'
import { requireMessage } from '@/lib/server/commands/require-message'
import { requireModel } from '@/lib/server/commands/require-model'
import { requireThread } from '@/lib/server/commands/require-thread'
import { newToken } from '@/lib/server/auth/secret-token'
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
 * Accepts a request for an answer: in one statement it gives out sequence numbers and saves the user's message, a pending
 * answer and a queued turn. A repeated request (same thread and key) starts nothing and returns the first one's turn.
 * Throws `thread_not_found`, `forbidden`, `message_not_found`, `unknown_model`, `model_not_configured`, `request_key_reused` when the
 * key was used for another text, `shutting_down`.
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
  const model = request.model === null ? null : requireModel(services, request.model).id
  const threadId = threadIdOf(actor, request.threadId, request.key)
  const ids = { turnId: v7(), userMessageId: v7(), answerId: v7() }
  const key = request.key ?? v4()
  await requireBudgetUnlessRepeated(services, actor, { threadId, key })

  const accepted = await accept(services, actor, { request, threadId, model, key, ids })
  if (accepted === 'repeated') return attach(services, actor, { request, threadId, key })
  const log = openTurnLog(services.logs, accepted)
  if (accepted.begun) {
    const { userId, workspaceId } = actor
    services.engine.begin({ ...accepted, userId, workspaceId, id: accepted.turnId, attempt: 1 })
  } else services.bus.publish('turn-queued', threadId)
  if (accepted.isNew && request.visibility !== 'private') {
    await recordSharing(services, actor, { threadId, visibility: request.visibility, headers })
  }
  return { turnId: accepted.turnId, threadId, answerId: accepted.answerId, log }
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
  model: string | null
  key: string
  ids: { turnId: string; userMessageId: string; answerId: string }
}

async function accept(
  services: Services,
  actor: Actor,
  attempt: Attempt,
): Promise<Accepted | 'repeated'> {
  const { request, threadId } = attempt
  const { question } = request
  let begins = services.engine.hasRoom
  // Tried again when a thread was made by somebody else between the two halves of the statement, and without beginning at
  // once when another turn of the thread began at the same moment.
  for (let tries = 0; tries < 3; tries++) {
    try {
      const rows =
        'regenerates' in question
          ? await acceptRegeneration(services, actor, { ...attempt, begins }, question.regenerates)
          : await acceptMessage(services, actor, { ...attempt, begins }, question)
      if (rows[0]) return rows[0]
      if (!request.createsThread) break
    } catch (error) {
      if (!isUniqueViolation(error)) throw error
      if (!begins) return 'repeated'
      begins = false
    }
  }
  if ('regenerates' in question) {
    if (request.threadId !== null) await requireThread(services, actor, request.threadId, 'chat')
    throw new SkeinError('message_not_found', 'There is no such message in this thread.')
  }
  await requireThread(services, actor, request.threadId ?? threadId, 'chat')
  throw new SkeinError('thread_not_found', `There is no thread ${request.threadId ?? threadId}.`)
}

function acceptMessage(
  { prisma, models, queue }: Services,
  actor: Actor,
  { request, threadId, model, key, ids, begins }: Attempt & { begins: boolean },
  message: NewMessage,
): Promise<Accepted[]> {
  const { turnId, userMessageId, answerId } = ids
  return prisma.$queryRaw<Accepted[]>`
    WITH created AS (
      INSERT INTO thread (id, workspace_id, user_id, external_id, title, model, visibility, last_sequence, active_leaf_id, active_depth)
      SELECT ${threadId}::uuid, ${actor.workspaceId}::uuid, ${actor.userId}::uuid, ${externalThreadId(request.threadId)},
        ${defaultTitle}, coalesce(${model}, (SELECT preferred_model FROM "user" WHERE id = ${actor.userId}::uuid), ${models.defaultId()}), ${request.visibility}::visibility, 2, ${answerId}::uuid, 2
      WHERE ${request.createsThread} AND NOT EXISTS (SELECT 1 FROM thread WHERE id = ${threadId}::uuid)
      ON CONFLICT DO NOTHING
      RETURNING id, title, title_source, model, system_prompt, last_sequence, NULL::uuid AS leaf_id, 0 AS depth
    ), linked AS (
      INSERT INTO share_link (token, thread_id) SELECT ${newToken()}, id FROM created WHERE ${request.visibility} = 'public'
    ), locked AS (
      SELECT id, active_leaf_id, active_depth FROM thread
      WHERE id = ${threadId}::uuid AND workspace_id = ${actor.workspaceId}::uuid AND user_id = ${actor.userId}::uuid
      FOR UPDATE
    ), grown AS (
      UPDATE thread t SET last_sequence = t.last_sequence + 2, active_leaf_id = ${answerId}::uuid,
        active_depth = t.active_depth + 2, last_activity_at = now()
      FROM locked WHERE t.id = locked.id
      RETURNING t.id, t.title, t.title_source, t.model, t.system_prompt, t.last_sequence, locked.active_leaf_id AS leaf_id, locked.active_depth AS depth
    ), target AS (
      SELECT * FROM created UNION ALL SELECT * FROM grown
    ), ahead AS (
      SELECT count(*)::int AS turns, ${begins} AND count(*) = 0 AS begins FROM turn
      WHERE thread_id = ${threadId}::uuid AND status IN ('queued', 'running')
    ), queued AS (
      INSERT INTO turn (id, thread_id, user_message_id, request_key, model, status, owner, attempt, lease_until, heartbeat_at, started_at)
      SELECT ${turnId}::uuid, target.id, ${userMessageId}::uuid, ${key}, coalesce(${model}, target.model),
        CASE WHEN begins THEN 'running'::turn_status ELSE 'queued' END, CASE WHEN begins THEN ${queue.owner} END,
        CASE WHEN begins THEN 1 ELSE 0 END, CASE WHEN begins THEN now() + make_interval(secs => ${leaseSeconds}) END,
        CASE WHEN begins THEN now() END, CASE WHEN begins THEN now() END
      FROM target, ahead
      RETURNING id, model, status
    ), question AS (
      INSERT INTO message (id, thread_id, sequence_number, parent_id, depth, role, parts, content, status, external_id, metadata)
      SELECT ${userMessageId}::uuid, id, last_sequence - 1, leaf_id, depth + 1, 'user', ${JSON.stringify(message.parts)}::jsonb,
        ${plainText(message.parts)}, 'completed', ${message.externalId}, ${JSON.stringify(message.metadata)}::jsonb
      FROM target
    ), answer AS (
      INSERT INTO message (id, thread_id, sequence_number, parent_id, depth, role, parts, content, status, model, turn_id, external_id)
      SELECT ${answerId}::uuid, target.id, last_sequence, ${userMessageId}::uuid, depth + 2, 'assistant', '[]'::jsonb, '',
        'pending', queued.model, queued.id, ${request.answerExternalId}
      FROM target, queued
    )
    SELECT queued.id AS "turnId", target.id AS "threadId", target.title AS "threadTitle", queued.model,
      ${userMessageId} AS "userMessageId", ${answerId} AS "answerId",
      ahead.turns AS ahead, queued.status = 'running' AS begun, title_source::text AS "titleSource",
      system_prompt AS "systemPrompt", last_sequence AS "messageCount", EXISTS (SELECT 1 FROM created) AS "isNew"
    FROM target, queued, ahead`
}

function acceptRegeneration(
  { prisma, queue }: Services,
  actor: Actor,
  { request, threadId, model, key, ids, begins }: Attempt & { begins: boolean },
  messageId: string,
): Promise<Accepted[]> {
  const { turnId, answerId } = ids
  const messageUuid = validate(messageId) ? messageId : null
  return prisma.$queryRaw<Accepted[]>`
    WITH named AS (
      SELECT role, id, parent_id FROM message
      WHERE thread_id = ${threadId}::uuid AND (id = ${messageUuid}::uuid OR external_id = ${messageId}) AND deleted_at IS NULL
      ORDER BY sequence_number DESC LIMIT 1
    ), question AS (
      SELECT m.id, m.thread_id, m.depth FROM message m, named
      WHERE m.id = CASE named.role WHEN 'assistant' THEN named.parent_id ELSE named.id END AND m.role = 'user'
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
      SELECT ${turnId}::uuid, grown.id, question_id, ${key}, coalesce(${model}, grown.model),
        CASE WHEN begins THEN 'running'::turn_status ELSE 'queued' END, CASE WHEN begins THEN ${queue.owner} END,
        CASE WHEN begins THEN 1 ELSE 0 END, CASE WHEN begins THEN now() + make_interval(secs => ${leaseSeconds}) END,
        CASE WHEN begins THEN now() END, CASE WHEN begins THEN now() END
      FROM grown, ahead
      RETURNING id, model, status
    ), answer AS (
      INSERT INTO message (id, thread_id, sequence_number, parent_id, depth, role, parts, content, status, model, turn_id, external_id)
      SELECT ${answerId}::uuid, grown.id, last_sequence, question_id, depth + 1, 'assistant', '[]'::jsonb, '',
        'pending', queued.model, queued.id, ${request.answerExternalId}
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
  const [earlier] = await services.prisma.$queryRaw<EarlierTurn[]>`
    SELECT t.id AS "turnId", t.thread_id AS "threadId", h.title AS "threadTitle", t.model, t.status::text AS status,
      t.user_message_id AS "userMessageId", q.content, a.id AS "answerId",
      (SELECT count(*)::int FROM turn e WHERE e.thread_id = t.thread_id AND e.position < t.position
        AND e.status IN ('queued', 'running')) AS ahead
    FROM turn t JOIN thread h ON h.id = t.thread_id JOIN message q ON q.id = t.user_message_id
      JOIN message a ON a.turn_id = t.id
    WHERE t.thread_id = ${threadId}::uuid AND t.request_key = ${key}
      AND h.workspace_id = ${actor.workspaceId}::uuid AND h.user_id = ${actor.userId}::uuid
    ORDER BY a.sequence_number LIMIT 1`
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
  const log = openTurnLog(services.logs, earlier)
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
