import type { LiveTurn } from '@/components/chat/live-turn'
import {
  hasEnded,
  textLengthOf,
  type Fallback,
  type StoredMessage,
} from '@/components/chat/stored-message'

export type TimelineRow =
  | { kind: 'question'; key: string; text: string; isSending: boolean }
  | { kind: 'answer'; key: string; stored: StoredMessage | null; live: LiveTurn | null }
  | { kind: 'model-change'; key: string; model: string }

/**
 * What is shown of a thread, in order: the stored messages of its active branch, the turns of this page that are not among
 * them, and a mark wherever another model was asked than before.
 */
export function planTimeline(
  history: readonly StoredMessage[],
  turns: readonly LiveTurn[],
  activeModel: string,
): TimelineRow[] {
  const replaced = new Set(turns.map((turn) => turn.replaces))
  const rows = [
    ...history
      .filter(({ id }) => !replaced.has(id))
      .flatMap((message) => storedRow(message, turns)),
    ...newTurns(history, turns).flatMap((turn) => liveRows(turn, replaced)),
  ]
  return withModelChanges(rows, activeModel)
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
