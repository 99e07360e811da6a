import type { Database } from '@/lib/server/services'
import type { MessageError, MessagePart, Usage } from '@/lib/core/thread/message'
import type { Spent } from '@/lib/core/turn/usage'
import { failedTool } from '@/lib/core/turn/message-builder'
import { storableJson, toStorable } from '@/lib/core/thread/text'
import type { Outcome } from '@/lib/core/turn/turn'
import { ledgerRows, type LedgerRecord } from '@/lib/server/context/ledger-record'
import { isUniqueViolation } from '@/lib/server/rows/is-unique-violation'

export type ClaimedTurn = {
  id: string
  attempt: number
  model: string
  threadId: string
  /** Whose it is, and who pays for it. */
  userId: string
  workspaceId: string
  threadTitle: string
  titleSource: 'default' | 'generated' | 'person'
  systemPrompt: string | null
  messageCount: number
  userMessageId: string
  answerId: string
}

export type Snapshot = { turnId: string; attempt: number; answerId: string; parts: MessagePart[] }

export type FinishedTurn = {
  turnId: string
  attempt: number
  answerId: string
  userId: string
  workspaceId: string
  outcome: Outcome
  error: MessageError | null
  model: string
  usage: Usage | null
  /** What counts as used when the provider told no usage; null: nothing. */
  estimate: Spent | null
  parts: MessagePart[]
  content: string
  metadata: Record<string, unknown>
  firstTokenAt: Date | null
  /** What was sent; null when nothing was, or when it is stored already. */
  ledger: LedgerRecord | null
}

/** What is counted of a turn. */
export type UsedTurn = Pick<
  FinishedTurn,
  'turnId' | 'userId' | 'workspaceId' | 'model' | 'usage' | 'estimate'
>

/** The state of a turn that runs in another process or waits. */
export type WatchedTurn = {
  id: string
  status: Outcome | 'queued' | 'running'
  ahead: number
  answerId: string
}

/** The database, or a transaction in it. */
export type Transaction = Pick<Database['prisma'], '$queryRaw'>

/** How long a process may be silent before its turns count as dead. */
export const leaseSeconds = 10

/**
 * The turn queue on lease rows: first in, first out within a thread, threads in parallel, across processes; the turns of one
 * request, which asked several models, side by side. `owner` names this process. Every write to a running turn is fenced by owner and attempt, so a process that lost a turn changes
 * nothing.
 */
export class TurnQueue {
  readonly owner: string
  readonly #prisma: Database['prisma']

  constructor(prisma: Database['prisma'], owner: string) {
    this.#prisma = prisma
    this.owner = owner
  }

  /**
   * Takes the oldest queued turn whose thread has nothing before it but turns of the same request, of one thread if named.
   * Says whether more of the same request can be taken. Null when there is none.
   */
  async claim(threadId: string | null): Promise<(ClaimedTurn & { hasMore: boolean }) | null> {
    try {
      const rows = await this.#prisma.$queryRaw<(ClaimedTurn & { hasMore: boolean })[]>`
        UPDATE turn t SET status = 'running', owner = ${this.owner}, attempt = t.attempt + 1,
          lease_until = now() + make_interval(secs => ${leaseSeconds}), heartbeat_at = now(), started_at = now()
        FROM thread h
        WHERE h.id = t.thread_id AND t.status = 'queued' AND t.id = (
          SELECT q.id FROM turn q
          WHERE q.status = 'queued' AND (${threadId}::uuid IS NULL OR q.thread_id = ${threadId}::uuid)
            AND NOT EXISTS (SELECT 1 FROM turn e WHERE e.thread_id = q.thread_id AND e.request_key <> q.request_key
              AND (e.status = 'running' OR (e.status = 'queued' AND e.position < q.position)))
          ORDER BY q.position LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING t.id, t.attempt, t.model, t.thread_id AS "threadId", h.user_id AS "userId",
          h.workspace_id AS "workspaceId", h.title AS "threadTitle",
          h.title_source::text AS "titleSource", h.system_prompt AS "systemPrompt", h.last_sequence AS "messageCount",
          t.user_message_id AS "userMessageId",
          (SELECT m.id FROM message m WHERE m.turn_id = t.id ORDER BY m.sequence_number LIMIT 1) AS "answerId",
          EXISTS (SELECT 1 FROM turn s WHERE s.thread_id = t.thread_id AND s.request_key = t.request_key AND s.id <> t.id
            AND s.status = 'queued') AS "hasMore"`
      return rows[0] ?? null
    } catch (error) {
      if (isUniqueViolation(error)) return null
      throw error
    }
  }

  /** Gives back a turn that was claimed but not begun. */
  async release(turn: Pick<ClaimedTurn, 'id' | 'attempt'>): Promise<void> {
    await this.#prisma.$executeRaw`
      UPDATE turn SET status = 'queued', owner = NULL, lease_until = NULL, started_at = NULL
      WHERE id = ${turn.id}::uuid AND owner = ${this.owner} AND attempt = ${turn.attempt} AND status = 'running'`
  }

  /**
   * Keeps what has arrived of several answers, in one statement. One that waited for the end of a turn finds the answer's
   * own row over; of the turn it still sees what it saw first.
   */
  async snapshot(snapshots: Snapshot[]): Promise<void> {
    const rows = storableJson(
      snapshots.map(({ turnId, attempt, answerId, parts }) => ({
        turnId,
        attempt,
        answerId,
        parts,
      })),
    )
    await this.#prisma.$executeRaw`
      UPDATE message m SET parts = s.parts, status = 'streaming', updated_at = now()
      FROM jsonb_to_recordset(${rows}::jsonb)
        AS s("turnId" uuid, attempt int, "answerId" uuid, parts jsonb)
      JOIN turn t ON t.id = s."turnId"
      WHERE m.id = s."answerId" AND m.status IN ('pending', 'streaming') AND t.owner = ${this.owner} AND t.attempt = s.attempt AND t.status = 'running'`
  }

  /** Keeps what was sent for answers that are still running. What is stored already stays. */
  async saveLedgers(records: LedgerRecord[]): Promise<void> {
    const { ledgers, segments } = ledgerRows(records)
    await this.#prisma.$executeRaw`
      WITH ledger AS (
        INSERT INTO context_ledger (message_id, thread_id, segments, omitted, conversions, budget, attempts)
        SELECT m.id, m.thread_id, l.segments, l.omitted, l.conversions, l.budget, l.attempts
        FROM jsonb_to_recordset(${ledgers}::jsonb) AS l("messageId" uuid, segments jsonb, omitted jsonb, conversions jsonb, budget jsonb, attempts jsonb)
        JOIN message m ON m.id = l."messageId"
        ON CONFLICT DO NOTHING
        RETURNING thread_id
      )
      INSERT INTO context_segment (thread_id, hash, text)
      SELECT s."threadId", s.hash, s.text
      FROM jsonb_to_recordset(${segments}::jsonb) AS s("threadId" uuid, hash text, text text)
      WHERE s."threadId" IN (SELECT thread_id FROM ledger)
      ORDER BY s."threadId", s.hash
      ON CONFLICT DO NOTHING`
  }

  /**
   * Gives a running turn its one outcome, and says whether another one of its thread waits. Null when it is no longer this
   * process's turn. What it used counts for its person and workspace. Locks the thread before the turn, as accepting does:
   * two orders would be a deadlock. Within a `transaction` if one is given.
   */
  async finish(
    turn: FinishedTurn,
    transaction: Transaction = this.#prisma,
  ): Promise<{ hasNext: boolean } | null> {
    const usage = turn.usage ? JSON.stringify(turn.usage) : null
    const spent = turn.usage ?? turn.estimate
    const { ledgers, segments } = ledgerRows(turn.ledger ? [turn.ledger] : [])
    const rows = await transaction.$queryRaw<{ hasNext: boolean }[]>`
      WITH locked AS (
        SELECT h.id, h.workspace_id, h.user_id FROM thread h JOIN turn t ON t.thread_id = h.id
        WHERE t.id = ${turn.turnId}::uuid
        FOR NO KEY UPDATE OF h
      ), ended AS (
        UPDATE turn SET status = ${turn.outcome}::turn_status, usage = ${usage}::jsonb,
          cost = ${turn.usage?.cost ?? null}::decimal, error_code = ${turn.error?.code ?? null},
          error_message = ${turn.error && toStorable(turn.error.message)}, first_token_at = ${turn.firstTokenAt}::timestamptz,
          finished_at = now(), lease_until = NULL
        FROM locked
        WHERE turn.thread_id = locked.id AND turn.id = ${turn.turnId}::uuid AND owner = ${this.owner} AND attempt = ${turn.attempt} AND status = 'running'
        RETURNING turn.id, turn.thread_id, locked.workspace_id, locked.user_id
      ), answer AS (
        UPDATE message SET parts = ${storableJson(turn.parts)}::jsonb, content = ${toStorable(turn.content)},
          status = ${turn.outcome}::message_status, model = ${turn.model}, usage = ${usage}::jsonb,
          error = ${turn.error ? storableJson(turn.error) : null}::jsonb,
          metadata = metadata || ${storableJson(turn.metadata)}::jsonb, updated_at = now()
        FROM ended WHERE message.id = ${turn.answerId}::uuid
      ), activity AS (
        UPDATE thread SET last_activity_at = now() FROM ended WHERE thread.id = ended.thread_id
      ), ledger AS (
        INSERT INTO context_ledger (message_id, thread_id, segments, omitted, conversions, budget, attempts)
        SELECT ${turn.answerId}::uuid, ended.thread_id, l.segments, l.omitted, l.conversions, l.budget, l.attempts
        FROM jsonb_to_recordset(${ledgers}::jsonb) AS l(segments jsonb, omitted jsonb, conversions jsonb, budget jsonb, attempts jsonb), ended
        ON CONFLICT DO NOTHING
      ), segment AS (
        INSERT INTO context_segment (thread_id, hash, text)
        SELECT ended.thread_id, s.hash, s.text
        FROM jsonb_to_recordset(${segments}::jsonb) AS s(hash text, text text), ended
        ORDER BY s.hash
        ON CONFLICT DO NOTHING
      ), used AS (
        INSERT INTO usage_day AS d (workspace_id, day, user_id, model, turns, input_tokens, output_tokens, cost)
        SELECT ended.workspace_id, (now() AT TIME ZONE 'UTC')::date, ended.user_id, ${turn.model}, 1,
          ${spent?.input_tokens ?? 0}::bigint, ${spent?.output_tokens ?? 0}::bigint, ${spent?.cost ?? 0}::decimal
        FROM ended
        ON CONFLICT (workspace_id, day, user_id, model) DO UPDATE SET turns = d.turns + excluded.turns,
          input_tokens = d.input_tokens + excluded.input_tokens, output_tokens = d.output_tokens + excluded.output_tokens,
          cost = d.cost + excluded.cost
      )
      SELECT EXISTS (SELECT 1 FROM turn q WHERE q.thread_id = ended.thread_id AND q.status = 'queued') AS "hasNext"
      FROM ended`
    if (!rows[0]) await this.countIfDeleted(turn, transaction)
    return rows[0] ?? null
  }

  /**
   * Counts what a turn used whose thread was deleted while it ran: else nobody who deletes in time would have a budget.
   * Counts nothing when the turn is there, since whoever runs it now counts it.
   */
  async countIfDeleted(
    { turnId, userId, workspaceId, model, usage, estimate }: UsedTurn,
    transaction: Transaction = this.#prisma,
  ): Promise<void> {
    const spent = usage ?? estimate
    await transaction.$queryRaw`
      INSERT INTO usage_day AS d (workspace_id, day, user_id, model, turns, input_tokens, output_tokens, cost)
      SELECT w.id, (now() AT TIME ZONE 'UTC')::date, ${userId}::uuid, ${model}, 1,
        ${spent?.input_tokens ?? 0}::bigint, ${spent?.output_tokens ?? 0}::bigint, ${spent?.cost ?? 0}::decimal
      FROM workspace w
      WHERE w.id = ${workspaceId}::uuid AND NOT EXISTS (SELECT 1 FROM turn WHERE id = ${turnId}::uuid)
      ON CONFLICT (workspace_id, day, user_id, model) DO UPDATE SET turns = d.turns + excluded.turns,
        input_tokens = d.input_tokens + excluded.input_tokens, output_tokens = d.output_tokens + excluded.output_tokens,
        cost = d.cost + excluded.cost`
  }

  /** Renews the leases of the turns that run here. Returns each that is still ours with its stop flag. */
  async renew(turnIds: string[]): Promise<Map<string, boolean>> {
    if (turnIds.length === 0) return new Map()
    const rows = await this.#prisma.$queryRaw<{ id: string; stop_requested: boolean }[]>`
      UPDATE turn SET lease_until = now() + make_interval(secs => ${leaseSeconds}), heartbeat_at = now()
      WHERE id = ANY(${turnIds}::uuid[]) AND owner = ${this.owner} AND status = 'running'
      RETURNING id, stop_requested`
    return new Map(rows.map((row) => [row.id, row.stop_requested]))
  }

  /**
   * Ends the running turns of processes that are gone as interrupted; their text so far stays. With `exclusive` every
   * turn of another owner is taken for dead, else those whose lease ran out. Returns the threads that can go on.
   */
  async reap(options: {
    own: string[]
    exclusive: boolean
    error: MessageError
  }): Promise<string[]> {
    const rows = await this.#prisma.$queryRaw<{ thread_id: string }[]>`
      WITH dead AS (
        UPDATE turn SET status = 'interrupted', finished_at = now(), lease_until = NULL,
          error_code = ${options.error.code}, error_message = ${options.error.message}
        WHERE status = 'running' AND NOT (id = ANY(${options.own}::uuid[]))
          AND (lease_until < now() OR (${options.exclusive} AND owner IS DISTINCT FROM ${this.owner}))
        RETURNING id, thread_id
      ), answers AS (
        UPDATE message m SET status = 'interrupted', error = ${JSON.stringify(options.error)}::jsonb, updated_at = now(),
          parts = coalesce((SELECT jsonb_agg(CASE p.part->>'state'
              WHEN 'streaming' THEN p.part || '{"state": "done"}'
              WHEN 'input-streaming' THEN p.part || ${JSON.stringify(failedTool)}::jsonb
              WHEN 'input-available' THEN p.part || ${JSON.stringify(failedTool)}::jsonb
              ELSE p.part END ORDER BY p.place)
            FROM jsonb_array_elements(m.parts) WITH ORDINALITY AS p(part, place)), '[]'),
          content = coalesce((SELECT string_agg(p.part->>'text', E'\n\n' ORDER BY p.place)
            FROM jsonb_array_elements(m.parts) WITH ORDINALITY AS p(part, place) WHERE p.part->>'type' = 'text'), '')
        FROM dead WHERE m.turn_id = dead.id
      )
      SELECT thread_id FROM dead`
    return rows.map((row) => row.thread_id)
  }

  /** Where turns that this process does not run have got to. */
  async watch(turnIds: string[]): Promise<WatchedTurn[]> {
    if (turnIds.length === 0) return []
    return this.#prisma.$queryRaw<WatchedTurn[]>`
      SELECT t.id, t.status::text AS status,
        (SELECT count(*)::int FROM turn e WHERE e.thread_id = t.thread_id AND e.position < t.position
          AND e.request_key <> t.request_key AND e.status IN ('queued', 'running')) AS ahead,
        (SELECT m.id FROM message m WHERE m.turn_id = t.id ORDER BY m.sequence_number LIMIT 1) AS "answerId"
      FROM turn t WHERE t.id = ANY(${turnIds}::uuid[])`
  }

  /** Ends a turn that waits; the database decides when it is claimed at the same moment. False when it does not wait. */
  async cancelQueued(turnId: string): Promise<boolean> {
    const rows = await this.#prisma.$queryRaw<{ id: string }[]>`
      WITH ended AS (
        UPDATE turn SET status = 'stopped', finished_at = now(), stop_requested = true
        WHERE id = ${turnId}::uuid AND status = 'queued' RETURNING id
      ), answers AS (
        UPDATE message SET status = 'stopped', updated_at = now() FROM ended WHERE message.turn_id = ended.id
      )
      SELECT id FROM ended`
    return rows.length === 1
  }

  /** Leaves the wish to stop where the process that runs the turn reads it with its heartbeat. */
  async requestStop(turnId: string): Promise<void> {
    await this.#prisma.$executeRaw`
      UPDATE turn SET stop_requested = true WHERE id = ${turnId}::uuid AND status = 'running'`
  }
}
