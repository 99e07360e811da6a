import { request } from '@/components/api/request'
import { hasEnded, type StoredMessage } from '@/components/chat/stored-message'
import type { ThreadSettings } from '@/components/chat/thread-chat'
import { messageIdOf, type TimelineRow } from '@/components/chat/timeline'
import type { Message, MessagePage } from '@/lib/core/thread/message'
import type { Thread } from '@/lib/core/thread/thread'

/** As many as are rendered anew. */
const mostCompared = 30

export type ShownThread = {
  threadId: string
  rows: readonly TimelineRow[]
  /** Whether there are messages before those that are shown. */
  hasOlder: boolean
  settings: ThreadSettings
}

/** What the page shows of a message, as far as that is over. */
type ShownMessage = Pick<StoredMessage, 'id'> &
  Partial<Pick<StoredMessage, 'text' | 'updatedAt' | 'vote'>>

/** Whether what is shown of a thread is what the server has. Throws what the request throws. */
export async function isCurrent(
  { threadId, rows, hasOlder, settings }: ShownThread,
  signal: AbortSignal,
): Promise<boolean> {
  const read = async <Body>(query: string): Promise<Body> =>
    (await request(`/api/threads/${threadId}${query}`, { signal })).json()
  const [page, { model, system_prompt: systemPrompt }] = await Promise.all([
    read<MessagePage>(`/messages?branch=active&limit=${mostCompared}`),
    read<Thread>(''),
  ])
  const shown = rows.flatMap((row) => shownMessage(row) ?? [])
  const stored = page.data.filter(({ role }) => role !== 'system')
  const missing = stored.length - shown.length
  return (
    (page.has_more || missing === 0 || (hasOlder && missing > 0)) &&
    endsAlike(shown, stored) &&
    model === settings.model &&
    systemPrompt === settings.systemPrompt
  )
}

function shownMessage(row: TimelineRow): ShownMessage | null {
  const id = messageIdOf(row)
  if (id === null) return null
  if (row.kind === 'question') return { id, text: row.text }
  const answer = row.kind === 'comparison' ? row.chosen : row
  if (answer.kind !== 'answer') return null
  // Of what was streamed to this page it does not know how it was stored.
  const { live, stored } = answer
  if (live || !stored || !hasEnded(stored.status)) return { id }
  const { updatedAt, vote } = stored
  return { id, updatedAt, vote }
}

/** Whether the shorter list, of at least one, is the end of the other. */
function endsAlike(shown: readonly ShownMessage[], stored: readonly Message[]): boolean {
  const length = Math.min(shown.length, stored.length)
  if (length === 0) return shown.length === stored.length
  const newest = stored.slice(-length)
  return shown.slice(-length).every((each, index) => isSame(each, newest[index]))
}

const isSame = (shown: ShownMessage, stored: Message | undefined): boolean =>
  shown.id === stored?.id &&
  (shown.text ?? stored.content) === stored.content &&
  (shown.updatedAt ?? stored.updated_at) === stored.updated_at &&
  (shown.vote === undefined || shown.vote === stored.vote)
