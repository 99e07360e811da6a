import type { LoadedMessage } from '@/components/chat/message-window'
import { textLengthOf } from '@/components/chat/stored-message'
import { messageIdOf, type TimelineRow } from '@/components/chat/timeline'

/** The messages that a timeline shows: those that are loaded, and those that came since. */
export function shownMessages(
  rows: readonly TimelineRow[],
  loaded: readonly LoadedMessage[],
): LoadedMessage[] {
  const known = new Map(loaded.map((message) => [message.id, message]))
  const shown: LoadedMessage[] = []
  for (const row of rows) {
    const id = messageIdOf(row)
    if (id === null) continue
    const parentId = (shown.at(-1) ?? { id: loaded[0]?.parentId ?? null }).id
    const message = known.get(id) ?? asMessage(row, { id, parentId })
    if (message) shown.push(message)
  }
  return shown
}

/** What only the server knows of a message; its place in the thread, above all. */
const untold = {
  sequence: 0,
  externalId: null,
  comparison: null,
  vote: null,
  updatedAt: '',
}

const saidByPerson = {
  role: 'user',
  status: 'completed',
  model: null,
  error: null,
  fallbacks: [],
  omittedMessages: 0,
  finishReason: null,
  textLength: 0,
  parts: null,
} as const

function asMessage(
  row: TimelineRow,
  place: { id: string; parentId: string | null },
): LoadedMessage | undefined {
  if (row.kind !== 'question' && row.kind !== 'answer') return undefined
  const siblings = row.versions?.filter((version) => version !== null) ?? null
  const message = { ...untold, ...place, siblings }
  if (row.kind === 'question') {
    const { text, files } = row
    return { ...message, ...saidByPerson, text, files }
  }
  if (!row.live || row.live.status === 'sending') return undefined
  const { status, model, error, fallbacks, omittedMessages, finishReason, parts } = row.live
  const said = { status, model, error, fallbacks, omittedMessages, finishReason, parts }
  const textLength = textLengthOf(parts)
  return { ...message, ...said, role: 'assistant', text: '', files: [], textLength }
}
