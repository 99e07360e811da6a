import type { ReactNode } from 'react'

import type { StoredMessage } from '@/components/chat/stored-message'
import type { MessagePart } from '@/lib/core/thread/message'

/** A message that is loaded: an answer by its parts, or by the body that the server rendered. */
export type LoadedMessage = StoredMessage & {
  parts: readonly MessagePart[] | null
  body?: ReactNode
}

/** The part of a branch that is loaded, without a gap. */
export type MessageWindow = {
  messages: readonly LoadedMessage[]
  hasOlder: boolean
  hasNewer: boolean
}

/** What the server rendered of a thread. */
export type RenderedPage = {
  /** Messages of one branch, oldest first, and the bodies of the answers. */
  history: readonly StoredMessage[]
  bodies: readonly (readonly [id: string, body: ReactNode])[]
  hasOlder: boolean
  hasNewer: boolean
  /** The message that it was opened at; null: the end of the thread. */
  place: string | null
  /** The newest message of the thread, on whichever branch. */
  newestId?: string | null
  /** Answers that stand beside the newest one. */
  beside?: readonly StoredMessage[]
}

/** The messages that came with a page. */
export function openWindow({ history, bodies, hasOlder, hasNewer }: RenderedPage): MessageWindow {
  const bodyOf = new Map(bodies)
  const messages = history.map((message) => ({
    ...message,
    parts: null,
    body: bodyOf.get(message.id),
  }))
  return { messages, hasOlder, hasNewer }
}
