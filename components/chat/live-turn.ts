import type { Fallback } from '@/components/chat/stored-message'
import type { MessageError, MessagePart, MessageStatus } from '@/lib/core/thread/message'

/** A turn that this page started or follows. A new object whenever something about it changed. */
export type LiveTurn = {
  /** Stays the same for as long as the page knows the turn. */
  readonly key: string
  /** The message it answers, under the page's own id; null when that is part of the history. */
  readonly question: { readonly id: string; readonly text: string } | null
  /** The answer that this one takes the place of. */
  readonly replaces: string | null
  /** Null until the server has accepted the request. */
  readonly answerId: string | null
  readonly turnId: string | null
  readonly status: MessageStatus | 'sending'
  readonly isConnected: boolean
  readonly isStopping: boolean
  readonly parts: readonly MessagePart[]
  readonly model: string | null
  readonly error: MessageError | null
  /** How many turns of the thread come first. */
  readonly ahead: number
  readonly fallbacks: readonly Fallback[]
  readonly omittedMessages: number
}
