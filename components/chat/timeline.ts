import type { LiveTurn } from '@/components/chat/live-turn'
import {
  hasEnded,
  textLengthOf,
  type Fallback,
  type StoredMessage,
} from '@/components/chat/stored-message'
import type { Summary, SummaryFailure, SummaryList } from '@/lib/core/summary/summary'

export type TimelineRow =
  | { kind: 'question'; key: string; text: string; isSending: boolean }
  | { kind: 'answer'; key: string; stored: StoredMessage | null; live: LiveTurn | null }
  | { kind: 'model-change'; key: string; model: string }
  | { kind: 'summary'; key: string; summary: Summary }
  | { kind: 'summary-failure'; key: string; failure: SummaryFailure }

/**
 * What is shown of a thread, in order: the stored messages of its active branch, the turns of this page that are not among
 * them, a mark wherever another model was asked than before, and one after the last message of each summary.
 */
export function planTimeline(
  history: readonly StoredMessage[],
  turns: readonly LiveTurn[],
  { activeModel, summaries }: { activeModel: string; summaries: SummaryList },
): TimelineRow[] {
  const replaced = new Set(turns.map((turn) => turn.replaces))
  const rows = [
    ...history
      .filter(({ id }) => !replaced.has(id))
      .flatMap((message) => storedRow(message, turns)),
    ...newTurns(history, turns).flatMap((turn) => liveRows(turn, replaced)),
  ]
  return withSummaries(withModelChanges(rows, activeModel), summaries)
}

function storedRow(message: StoredMessage, turns: readonly LiveTurn[]): TimelineRow[] {
  const { id, role, text } = message
  if (role === 'system') return []
  if (role === 'user') return [{ kind: 'question', key: id, text, isSending: false }]
  const live = turns.find((turn) => turn.answerId === id)
  const isLive = live !== undefined && isFurther(live, message)
  return [{ kind: 'answer', key: id, stored: message, live: isLive ? live : null }]
}

/** Whether the page knows more of an answer than the server had when it rendered it. */
const isFurther = (live: LiveTurn, stored: StoredMessage): boolean =>
  !hasEnded(stored.status) &&
  (hasEnded(live.status) || textLengthOf(live.parts) >= stored.textLength)

/** Ids are UUIDs v7, which ascend: an older answer that the active branch lacks is on another branch. */
function newTurns(history: readonly StoredMessage[], turns: readonly LiveTurn[]) {
  const newest = history.at(-1)?.id ?? ''
  const asked = new Set(history.map(({ externalId }) => externalId))
  return turns
    .filter(({ answerId }) => answerId === null || answerId > newest)
    .map((turn) =>
      turn.question && asked.has(turn.question.id) ? { ...turn, question: null } : turn,
    )
}

function liveRows(turn: LiveTurn, replaced: ReadonlySet<string | null>): TimelineRow[] {
  const { key, question, answerId, status } = turn
  const rows: TimelineRow[] = []
  if (question) {
    const isSending = status === 'sending'
    rows.push({ kind: 'question', key: `question:${key}`, text: question.text, isSending })
  }
  if (answerId === null || !replaced.has(answerId)) {
    rows.push({ kind: 'answer', key, stored: null, live: turn })
  }
  return rows
}

function withModelChanges(rows: readonly TimelineRow[], activeModel: string): TimelineRow[] {
  const marked: TimelineRow[] = []
  let current: string | null = null
  for (const row of rows) {
    const model = row.kind === 'answer' ? askedModel(row) : null
    if (model !== null) {
      if (current !== null && model !== current) {
        const mark: TimelineRow = { kind: 'model-change', key: `model:${row.key}`, model }
        const place = marked.at(-1)?.kind === 'question' ? marked.length - 1 : marked.length
        marked.splice(place, 0, mark)
      }
      current = model
    }
    marked.push(row)
  }
  if (current !== null && activeModel !== current) {
    marked.push({ kind: 'model-change', key: 'model:next', model: activeModel })
  }
  return marked
}

function withSummaries(
  rows: readonly TimelineRow[],
  { data, failure }: SummaryList,
): TimelineRow[] {
  const links = new Map(data.map((summary) => [summary.last_message_id, summary]))
  return rows.flatMap((row) => {
    const id = messageIdOf(row)
    const summary = id === null ? undefined : links.get(id)
    const marks: TimelineRow[] = []
    if (summary) marks.push({ kind: 'summary', key: `summary:${summary.id}`, summary })
    if (id !== null && failure?.last_message_id === id) {
      marks.push({ kind: 'summary-failure', key: 'summary-failure', failure })
    }
    return [row, ...marks]
  })
}

/** The id of a row's message on the server; null for a question that was just sent, and for a mark. */
function messageIdOf(row: TimelineRow): string | null {
  switch (row.kind) {
    case 'question':
      return row.key
    case 'answer':
      return row.live?.answerId ?? row.stored?.id ?? null
    default:
      return null
  }
}

/**
 * How many messages no summary has taken in yet, up to the newest answer that is over. Null when it cannot be told from
 * what is shown.
 */
export function countUnsummarised(
  rows: readonly TimelineRow[],
  { hasOlder, hasChain }: { hasOlder: boolean; hasChain: boolean },
): number | null {
  const newest = rows.findLastIndex((row) => row.kind === 'summary' && row.summary.in_force)
  if (newest === -1 && (hasOlder || hasChain)) return null
  const end = rows.findLastIndex(
    (row) => row.kind === 'answer' && hasEnded((row.live ?? row.stored)?.status ?? ''),
  )
  return rows
    .slice(newest + 1, end + 1)
    .filter(({ kind }) => kind === 'question' || kind === 'answer').length
}

/** The model that was asked, which a fallback may have replaced. */
function askedModel({
  stored,
  live,
}: {
  stored: StoredMessage | null
  live: LiveTurn | null
}): string | null {
  const answer: { model: string | null; fallbacks: readonly Fallback[] } | null = live ?? stored
  return answer?.fallbacks[0]?.from ?? answer?.model ?? null
}
