import type { AttachedFile } from '@/components/attachments/attached-file'
import type { Fallback } from '@/components/chat/stored-message'
import type { MessageError, MessagePart, MessageStatus } from '@/lib/core/thread/message'

/** What a person sends. */
export type Said = {
  readonly text: string
  readonly files: readonly AttachedFile[]
  /** Who is to answer this one message instead of the thread's model; several do so side by side. */
  readonly models: readonly string[]
}

export type LiveQuestion = Said & { readonly id: string }

/** A turn that this page started or follows. A new object whenever something about it changed. */
export type LiveTurn = {
  /** Stays the same for as long as the page knows the turn. */
  readonly key: string
  /** The message it answers, under the page's own id; null when that is part of the history. */
  readonly question: LiveQuestion | null
  /** The message that this turn takes the place of, with all that follows it: an answer, or a question that was edited. */
  readonly replaces: string | null
  /** The key of the first of several turns that answer the same message side by side. */
  readonly comparison: string | null
  /** The message that it answers, as the server calls it; null until it is known. */
  readonly questionId: string | null
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
  /** Why the model stopped; null when nobody said, or it still writes. */
  readonly finishReason: string | null
}
