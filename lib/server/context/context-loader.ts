import {
  assembleContext,
  type Context,
  type SummaryInForce,
} from '@/lib/core/context/assemble-context'
import type { HistoryMessage } from '@/lib/core/context/history-message'
import { historyCharacters } from '@/lib/core/context/context-budget'
import { loadTokenCounter } from '@/lib/core/context/count-tokens'
import type { Model } from '@/lib/core/models/model'
import type { MessagePart } from '@/lib/core/thread/message'
import type { Calibrations } from '@/lib/server/context/calibrations'
import type { Attachments, SentFiles } from '@/lib/server/files/attachments'
import type { Database } from '@/lib/server/services'

export type LoadedContext = Context & {
  /** Messages of the branch that no summary stands for, the question included. */
  unsummarised: number
  /** What is sent of attached files besides texts. */
  files: SentFiles
}

export type ContextRequest = {
  model: Model
  systemPrompt: string | null
  /** The question that is stored, or the branch that a draft would follow. */
  end: { questionId: string } | { leafId: string | null; draft: MessagePart[] }
}

type BranchRow = HistoryMessage & { summaryId: string | null }

/** The id of a question that is not stored. */
export const draftId = '00000000-0000-7000-8000-00000000d4af'

/** Reads what a turn has to know of its branch, and assembles it. */
export class ContextLoader {
  readonly #prisma: Database['prisma']
  readonly #calibrations: Calibrations
  readonly #attachments: Pick<Attachments, 'fill'>
  readonly #keepRecent: number

  constructor(options: {
    prisma: Database['prisma']
    calibrations: Calibrations
    attachments: Pick<Attachments, 'fill'>
    keepRecent: number
  }) {
    this.#prisma = options.prisma
    this.#calibrations = options.calibrations
    this.#attachments = options.attachments
    this.#keepRecent = options.keepRecent
  }

  /** Throws `context_too_large` when system prompt and question do not fit the model. */
  async load({ model, systemPrompt, end }: ContextRequest): Promise<LoadedContext> {
    const [branch, countTokens] = await Promise.all([this.#branch(model, end), loadTokenCounter()])
    const { history, files } = await this.#attachments.fill(branch.history, model)
    const context = assembleContext({
      model,
      systemPrompt,
      summary: branch.summary,
      history,
      keepRecent: this.#keepRecent,
      countTokens,
      calibration: this.#calibrations.ratioOf(model.id),
      hasTools: false,
    })
    const unsummarised = history.filter(({ isSummarised }) => !isSummarised).length
    return { ...context, unsummarised, files }
  }

  async #branch(model: Model, end: ContextRequest['end']) {
    const characters = historyCharacters(model)
    if ('questionId' in end) {
      return this.readBranch(end.questionId, { recent: this.#keepRecent + 1, characters })
    }
    const draft: HistoryMessage = {
      id: draftId,
      role: 'user',
      parts: end.draft,
      depth: 0,
      isSummarised: false,
    }
    if (end.leafId === null) return { summary: null, history: [draft] }
    const { summary, history } = await this.readBranch(end.leafId, {
      recent: this.#keepRecent,
      characters,
    })
    return { summary, history: [...history, draft] }
  }

  /**
   * The branch that ends at a message, from old to new, back to the newest summary on it: all messages since, and at least
   * the `recent` newest ones. Parts are null beyond so many `characters`. A summary lies on the branch when its last message
   * does, so an edit or another answer within its span leaves it behind.
   */
  async readBranch(
    messageId: string,
    { recent, characters }: { recent: number; characters: number },
  ): Promise<{ summary: SummaryInForce | null; history: HistoryMessage[] }> {
    const rows = await this.#prisma.$queryRaw<BranchRow[]>`
      WITH RECURSIVE branch AS (
        SELECT m.id, m.parent_id, s.id AS summary_id, (m.deleted_at IS NULL)::int AS seen,
          length(m.content)::bigint AS characters
        FROM message m LEFT JOIN summary s ON s.last_message_id = m.id
        WHERE m.id = ${messageId}::uuid
        UNION ALL
        SELECT m.id, m.parent_id, coalesce(b.summary_id, s.id), b.seen + (m.deleted_at IS NULL)::int,
          b.characters + length(m.content)
        FROM branch b JOIN message m ON m.id = b.parent_id LEFT JOIN summary s ON s.last_message_id = m.id
        WHERE b.summary_id IS NULL OR b.seen < ${recent})
      SELECT m.id, m.role::text AS role, m.depth, b.summary_id IS NOT NULL AS "isSummarised", b.summary_id AS "summaryId",
        CASE WHEN b.seen <= ${recent} OR b.characters <= ${characters} THEN m.parts END AS parts
      FROM branch b JOIN message m ON m.id = b.id
      WHERE m.deleted_at IS NULL ORDER BY m.depth`
    const summaryId = rows[0]?.summaryId ?? null
    const summary =
      summaryId === null
        ? null
        : await this.#prisma.summary.findUnique({
            where: { id: summaryId },
            select: { id: true, content: true, lastMessageId: true },
          })
    // A summary that was deleted between the two reads: as if it had not been there.
    if (summaryId !== null && summary === null) {
      return this.readBranch(messageId, { recent, characters })
    }
    return { summary, history: rows }
  }
}
