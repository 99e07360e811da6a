import type { StoredMessage } from '@/components/chat/stored-message'
import type { MessagePart } from '@/lib/core/thread/message'

/** A message that is loaded; an answer that the server rendered with the page has no parts here. */
export type LoadedMessage = StoredMessage & { parts: readonly MessagePart[] | null }

/** The part of a branch that is loaded, without a gap. */
export type MessageWindow = {
  messages: readonly LoadedMessage[]
  hasOlder: boolean
  hasNewer: boolean
}

/** What the server rendered with the page. */
export type RenderedWindow = {
  history: readonly StoredMessage[]
  hasOlder: boolean
  hasNewer: boolean
}

/** Beyond these, what is furthest from the reader is given up. */
export const mostLoaded = 300

const rendered = (history: readonly StoredMessage[]): LoadedMessage[] =>
  history.map((message) => ({ ...message, parts: null }))

export const openWindow = ({ history, hasOlder, hasNewer }: RenderedWindow): MessageWindow => ({
  messages: rendered(history),
  hasOlder,
  hasNewer,
})

/** Takes what the server rendered anew; what was loaded before it stays, when it is of the same branch. */
export function renewWindow(known: MessageWindow, page: RenderedWindow): MessageWindow {
  const [first] = page.history
  if (!first || !page.hasOlder) return openWindow(page)
  const ids = known.messages.map(({ id }) => id)
  const same = ids.indexOf(first.id)
  const before = same === -1 ? ids.indexOf(first.parentId ?? '') + 1 : same
  if (same === -1 && before === 0) return openWindow(page)
  return {
    messages: [...known.messages.slice(0, before), ...rendered(page.history)],
    hasOlder: before > 0 ? known.hasOlder : page.hasOlder,
    hasNewer: page.hasNewer,
  }
}

/** Without a message that was deleted; the page may not be rendered anew as far up as it was. */
export const withoutMessage = (known: MessageWindow, id: string): MessageWindow => ({
  ...known,
  messages: known.messages.filter((message) => message.id !== id),
})

/** Puts older messages before the others, and gives up the newest of too many. */
export function withOlder(
  known: MessageWindow,
  page: { messages: readonly LoadedMessage[]; hasMore: boolean },
): MessageWindow {
  const messages = [...page.messages, ...known.messages]
  return {
    messages: messages.slice(0, mostLoaded),
    hasOlder: page.hasMore,
    hasNewer: known.hasNewer || messages.length > mostLoaded,
  }
}

/** Puts newer messages after the others, and gives up the oldest of too many. */
export function withNewer(
  known: MessageWindow,
  page: { messages: readonly LoadedMessage[]; hasMore: boolean },
): MessageWindow {
  const messages = [...known.messages, ...page.messages]
  return {
    messages: messages.slice(-mostLoaded),
    hasOlder: known.hasOlder || messages.length > mostLoaded,
    hasNewer: page.hasMore,
  }
}
