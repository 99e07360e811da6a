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
  /** The newest message of the thread, on whichever branch. */
  newestId?: string | null
}

const rendered = (history: readonly StoredMessage[]): LoadedMessage[] =>
  history.map((message) => ({ ...message, parts: null }))

export const openWindow = ({ history, hasOlder, hasNewer }: RenderedWindow): MessageWindow => ({
  messages: rendered(history),
  hasOlder,
  hasNewer,
})

/**
 * Takes what the server rendered anew; what was loaded before it stays, when it is of the same branch, and what was said since
 * then: `shown` tells both.
 */
export function renewWindow(
  known: MessageWindow,
  page: RenderedWindow,
  shown: () => readonly LoadedMessage[] = () => [],
): MessageWindow {
  if (!page.hasOlder) return openWindow(page)
  const kept = before(known.messages, page) ?? before(shown(), page)
  if (!kept) return openWindow(page)
  return {
    messages: [...kept, ...rendered(page.history)],
    hasOlder: kept.length > 0 ? known.hasOlder : page.hasOlder,
    hasNewer: page.hasNewer,
  }
}

/** Those of the messages that come before a page; undefined when it does not follow them. */
function before(
  messages: readonly LoadedMessage[],
  { history: [first] }: RenderedWindow,
): readonly LoadedMessage[] | undefined {
  const ids = messages.map(({ id }) => id)
  const same = ids.indexOf(first?.id ?? '')
  const end = same === -1 ? ids.indexOf(first?.parentId ?? '') + 1 : same
  return same === -1 && end === 0 ? undefined : messages.slice(0, end)
}

/** Without a message that was deleted; the page may not be rendered anew as far up as it was. */
export const withoutMessage = (known: MessageWindow, id: string): MessageWindow => ({
  ...known,
  messages: known.messages.filter((message) => message.id !== id),
})
