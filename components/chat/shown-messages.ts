import type { LoadedMessage } from '@/components/chat/message-window'
import { textLengthOf } from '@/components/chat/stored-message'
import { messageIdOf, type TimelineRow } from '@/components/chat/timeline'

/** The messages that a timeline shows: those that are loaded, and those that came since the page did. */
export function shownMessages(
  rows: readonly TimelineRow[],
  loaded: readonly LoadedMessage[],
): LoadedMessage[] {
  const known = new Map(loaded.map((message) => [message.id, message]))
  return rows.flatMap((row) => {
    const id = messageIdOf(row)
    return id === null ? [] : (known.get(id) ?? asMessage(row, id) ?? [])
  })
}

/** What only the server knows of a message is asked of it when the page comes anew. */
const unknown = {
  sequence: 0,
  parentId: null,
  externalId: null,
  comparison: null,
  vote: null,
  text: '',
  files: [],
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

function asMessage(row: TimelineRow, id: string): LoadedMessage | undefined {
  if (row.kind !== 'question' && row.kind !== 'answer') return undefined
  const siblings = row.versions?.filter((version) => version !== null) ?? null
  const message = { ...unknown, id, siblings }
  if (row.kind === 'question') {
    const { text, files } = row
    return { ...message, ...saidByPerson, text, files }
  }
  if (!row.live || row.live.status === 'sending') return undefined
  const { status, model, error, fallbacks, omittedMessages, finishReason, parts } = row.live
  const said = { status, model, error, fallbacks, omittedMessages, finishReason, parts }
  return { ...message, ...said, role: 'assistant', textLength: textLengthOf(parts) }
}
