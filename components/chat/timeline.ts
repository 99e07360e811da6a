import type { AttachedFile } from '@/components/attachments/attached-file'
import type { LiveTurn } from '@/components/chat/live-turn'
import {
  hasEnded,
  textLengthOf,
  type Fallback,
  type StoredMessage,
} from '@/components/chat/stored-message'
import type { Summary, SummaryFailure, SummaryList } from '@/lib/core/summary/summary'

export type QuestionRow = {
  kind: 'question'
  key: string
  /** Its id on the server; null until that is known. */
  id: string | null
  text: string
  files: readonly AttachedFile[]
  isSending: boolean
  /** The ids of all its versions, in their order; null when it is the only one. */
  versions: readonly (string | null)[] | null
}

export type AnswerRow = {
  kind: 'answer'
  key: string
  stored: StoredMessage | null
  live: LiveTurn | null
  versions: readonly (string | null)[] | null
}

/** Answers side by side, of which one can be chosen to go on with. */
export type ComparisonRow = {
  kind: 'comparison'
  key: string
  answers: readonly AnswerRow[]
  /** The one that the thread goes on from. */
  chosen: AnswerRow
}

export type TimelineRow =
  | QuestionRow
  | AnswerRow
  | ComparisonRow
  | { kind: 'model-change'; key: string; model: string }
  | { kind: 'summary'; key: string; summary: Summary }
  | { kind: 'summary-failure'; key: string; failure: SummaryFailure }

type MessageRow = QuestionRow | AnswerRow | ComparisonRow

export type Shown = {
  activeModel: string
  summaries: SummaryList
  /** The newest message of the thread, on whichever branch, when the history was read. */
  newestId?: string | null
  /** Answers that stand beside the newest one of the history, or beside one that is not over. */
  beside?: readonly StoredMessage[]
}

/**
 * What is shown of a thread, in order: the stored messages of its active branch, the turns of this page that are not among
 * them, a mark wherever another model was asked than before, and one after the last message of each summary.
 */
export function planTimeline(
  history: readonly StoredMessage[],
  turns: readonly LiveTurn[],
  { activeModel, summaries, newestId, beside = [] }: Shown,
): TimelineRow[] {
  const stored = history.flatMap((message) => storedRow(message, turns))
  const rows = newTurns(history, turns, newestId ?? '').reduce(
    withTurn,
    compared(stored, beside, turns),
  )
  return withSummaries(withModelChanges(rows.map(settled), activeModel), summaries)
}

/**
 * What was sent from this page keeps its key when it is stored. Drawn anew, its row would lose the focus, and on a phone which of
 * several answers is in view.
 */
function storedRow(message: StoredMessage, turns: readonly LiveTurn[]): MessageRow[] {
  const { id, role, text, files, siblings: versions } = message
  if (role === 'system') return []
  if (role === 'user') {
    const sent = turns.find((turn) => turn.question !== null && turn.questionId === id)
    const key = sent ? `question:${sent.key}` : id
    return [{ kind: 'question', key, id, text, files, isSending: false, versions }]
  }
  return [answerRow(message, turns)]
}

function answerRow(message: StoredMessage, turns: readonly LiveTurn[]): AnswerRow {
  const { id, siblings: versions } = message
  const live = turns.find((turn) => turn.answerId === id)
  const isLive = live !== undefined && isFurther(live, message)
  const key = live?.key ?? id
  return { kind: 'answer', key, stored: message, live: isLive ? live : null, versions }
}

/** Whether the page knows more of an answer than the server had when it rendered it. */
const isFurther = (live: LiveTurn, stored: StoredMessage): boolean =>
  !hasEnded(stored.status) &&
  (hasEnded(live.status) || textLengthOf(live.parts) >= stored.textLength)

/** Puts the answers that stand beside the newest one at its side, in the order in which they were asked. */
function compared(
  rows: MessageRow[],
  beside: readonly StoredMessage[],
  turns: readonly LiveTurn[],
): MessageRow[] {
  const chosen = rows.at(-1)
  if (chosen?.kind !== 'answer') return rows
  const places = chosen.versions ?? []
  // What is shown may end earlier.
  const others = beside.filter(({ id }) => places.includes(id))
  if (others.length === 0) return rows
  // Among themselves they need no pages; there may be versions that were asked for later.
  const versions = places.length > others.length + 1 ? places : null
  const first = { ...chosen, versions }
  const answers = [first, ...others.map((message) => answerRow(message, turns))].toSorted(
    (one, other) => places.indexOf(idOf(one)) - places.indexOf(idOf(other)),
  )
  const sent = turns.find(({ answerId }) => answerId === idOf(chosen))
  const key = `comparison:${sent?.comparison ?? chosen.stored?.comparison}`
  return [...rows.slice(0, -1), { kind: 'comparison', key, answers, chosen: first }]
}

/** Ids are UUIDs v7, which ascend: an older answer that the active branch lacks is on another branch. */
function newTurns(history: readonly StoredMessage[], turns: readonly LiveTurn[], newestId: string) {
  // Newer messages may have been fetched since.
  const last = history.at(-1)?.id ?? ''
  const known = newestId > last ? newestId : last
  const asked = new Set(history.map(({ externalId }) => externalId))
  return turns
    .filter(({ answerId }) => answerId === null || answerId > known)
    .map((turn) =>
      turn.question && asked.has(turn.question.id) ? { ...turn, question: null } : turn,
    )
}

/** What is shown once a turn has begun: in the place of what it replaces, else after all. */
function withTurn(rows: MessageRow[], turn: LiveTurn): MessageRow[] {
  const { key, question, questionId, comparison } = turn
  const first = rows.findIndex((row) => row.key === `comparison:${comparison}`)
  const group = rows[first]
  if (group?.kind === 'comparison') {
    const answers = [...group.answers, liveAnswer(turn, null)]
    return rows.with(first, { ...group, answers })
  }
  const cut = turn.replaces === null ? -1 : rows.findIndex((row) => names(row, turn.replaces))
  const replaced = rows[cut]
  const kept = cut === -1 ? rows : rows.slice(0, cut)
  const versions = (kind: 'question' | 'answer', id: string | null) => {
    if (replaced?.kind === kind) return [...(replaced.versions ?? [turn.replaces]), id]
    const wasCompared = replaced?.kind === 'comparison' && kind === 'answer'
    return wasCompared ? [...replaced.answers.map(idOf), id] : null
  }
  const asked: MessageRow[] = question
    ? [
        {
          kind: 'question',
          key: `question:${key}`,
          id: questionId,
          text: question.text,
          files: question.files,
          isSending: turn.status === 'sending',
          versions: versions('question', questionId),
        },
      ]
    : []
  const answer = liveAnswer(turn, versions('answer', turn.answerId))
  const answered: MessageRow =
    comparison === null
      ? answer
      : { kind: 'comparison', key: `comparison:${key}`, answers: [answer], chosen: answer }
  return [...kept, ...asked, answered]
}

const liveAnswer = (turn: LiveTurn, versions: AnswerRow['versions']): AnswerRow => ({
  kind: 'answer',
  key: turn.key,
  stored: null,
  live: turn,
  versions,
})

const names = (row: MessageRow, id: string | null): boolean =>
  row.kind === 'comparison' ? row.answers.some((each) => idOf(each) === id) : idOf(row) === id

function idOf(row: QuestionRow | AnswerRow): string | null {
  if (row.kind === 'question') return row.id
  return row.live?.answerId ?? row.stored?.id ?? null
}

/** Once something follows, the answer that was chosen stands alone, the others are versions of it. */
function settled(row: MessageRow, index: number, rows: MessageRow[]): MessageRow {
  if (row.kind !== 'comparison' || index === rows.length - 1) return row
  return { ...row.chosen, versions: row.chosen.versions ?? row.answers.map(idOf) }
}

function withModelChanges(rows: readonly TimelineRow[], activeModel: string): TimelineRow[] {
  const marked: TimelineRow[] = []
  let current: string | null = null
  for (const row of rows) {
    const model = row.kind === 'answer' ? askedModel(row) : null
    if (row.kind === 'comparison') current = askedModel(row.chosen)
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

/** The id of a row's message on the server; null while it is not known, and for a mark. */
export function messageIdOf(row: TimelineRow): string | null {
  switch (row.kind) {
    case 'question':
    case 'answer':
      return idOf(row)
    case 'comparison':
      return idOf(row.chosen)
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
    (row) =>
      (row.kind === 'answer' && hasEnded(statusOf(row))) ||
      (row.kind === 'comparison' && hasEnded(statusOf(row.chosen))),
  )
  return rows
    .slice(newest + 1, end + 1)
    .filter(({ kind }) => kind === 'question' || kind === 'answer' || kind === 'comparison').length
}

const statusOf = ({ live, stored }: AnswerRow): string => (live ?? stored)?.status ?? ''

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
