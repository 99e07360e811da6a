import { request } from '@/components/api/request'
import type { LiveTurn } from '@/components/chat/live-turn'
import {
  openWindow,
  type LoadedMessage,
  type MessageWindow,
  type RenderedPage,
} from '@/components/chat/message-window'
import { shownMessages } from '@/components/chat/shown-messages'
import { planTimeline } from '@/components/chat/timeline'
import { toStoredMessage } from '@/components/chat/to-stored-message'
import { noSummaries } from '@/components/summaries/summary-chain'
import type { MessagePage } from '@/lib/core/thread/message'

/** Messages that were fetched. */
type FetchedPage = { messages: readonly LoadedMessage[]; hasMore: boolean }

/** What is loaded of a thread, and the page that it began with. */
export type OpenedWindow = {
  window: MessageWindow
  page: RenderedPage
  /** The messages that were deleted since. */
  removed: readonly string[]
}

const pageSize = 50

/** Beyond these, what is furthest from the reader is given up. */
export const mostLoaded = 300

/** Fetches messages of a thread. Throws what the request throws. */
export async function fetchMessages(
  threadId: string,
  query: Record<string, string>,
): Promise<FetchedPage> {
  const search = new URLSearchParams({ limit: String(pageSize), ...query })
  const response = await request(`/api/threads/${threadId}/messages?${search}`)
  const { data, has_more: hasMore } = (await response.json()) as MessagePage
  const messages = data.map((message) => ({ ...toStoredMessage(message), parts: message.parts }))
  return { messages, hasMore }
}

/** Puts older messages before the others, and gives up the newest of too many. */
export function withOlder(known: MessageWindow, page: FetchedPage): MessageWindow {
  const messages = [...page.messages, ...known.messages]
  return {
    messages: messages.slice(0, mostLoaded),
    hasOlder: page.hasMore,
    hasNewer: known.hasNewer || messages.length > mostLoaded,
  }
}

/** Puts newer messages after the others, from the last on that the server told of, and gives up the oldest of too many. */
export function withNewer(known: MessageWindow, page: FetchedPage): MessageWindow {
  const told = known.messages.slice(0, known.messages.findLastIndex(isTold) + 1)
  const messages = [...told, ...page.messages]
  return {
    messages: messages.slice(-mostLoaded),
    hasOlder: known.hasOlder || messages.length > mostLoaded,
    hasNewer: page.hasMore,
  }
}

/** The place in the thread from which on newer messages are asked for. */
export const lastTold = ({ messages }: MessageWindow): number =>
  messages.findLast(isTold)?.sequence ?? 0

const isTold = ({ sequence }: LoadedMessage) => sequence > 0

/**
 * Takes what the server rendered anew. What was loaded beside it stays, when it is of the same branch, and so does what was said
 * in these turns since.
 */
export function renewWindow(
  { window, page: known, removed }: OpenedWindow,
  page: RenderedPage,
  turns: readonly LiveTurn[],
): MessageWindow {
  // Whoever has scrolled away from the end stays where they are when the end is rendered anew.
  if (known.place === page.place && window.hasNewer && !known.hasNewer) return window
  const timeline = planTimeline(window.messages, window.hasNewer ? [] : turns, {
    ...known,
    activeModel: '',
    summaries: noSummaries,
  })
  const shown = shownMessages(timeline, window.messages).filter(({ id }) => !removed.includes(id))
  const indexOf = (id: string | null | undefined) => shown.findIndex((each) => each.id === id)
  const first = page.history[0]
  const start = Math.max(indexOf(first?.id), indexOf(first?.parentId) + 1)
  const end = indexOf(page.history.at(-1)?.id)
  const before = page.hasOlder ? shown.slice(0, start) : []
  const after = page.hasNewer && end !== -1 ? shown.slice(end + 1) : []
  const all = [...before, ...openWindow(page).messages, ...after]
  return {
    messages: all.slice(-mostLoaded),
    hasOlder: (before.length > 0 ? window.hasOlder : page.hasOlder) || all.length > mostLoaded,
    hasNewer: page.hasNewer,
  }
}
