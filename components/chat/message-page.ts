import { request } from '@/components/api/request'
import type { LoadedMessage, MessageWindow } from '@/components/chat/message-window'
import { toStoredMessage } from '@/components/chat/to-stored-message'
import type { MessagePage } from '@/lib/core/thread/message'

/** Messages that were fetched. */
type FetchedPage = { messages: readonly LoadedMessage[]; hasMore: boolean }

const pageSize = 50

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

/** Beyond these, what is furthest from the reader is given up. */
export const mostLoaded = 300

/** Puts older messages before the others, and gives up the newest of too many. */
export function withOlder(known: MessageWindow, page: FetchedPage): MessageWindow {
  const messages = [...page.messages, ...known.messages]
  return {
    messages: messages.slice(0, mostLoaded),
    hasOlder: page.hasMore,
    hasNewer: known.hasNewer || messages.length > mostLoaded,
  }
}

/** Puts newer messages after the others, and gives up the oldest of too many. */
export function withNewer(known: MessageWindow, page: FetchedPage): MessageWindow {
  const messages = [...known.messages, ...page.messages]
  return {
    messages: messages.slice(-mostLoaded),
    hasOlder: known.hasOlder || messages.length > mostLoaded,
    hasNewer: page.hasMore,
  }
}
