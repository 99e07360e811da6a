import type { UIMessageChunk } from 'ai'

import type { MessageError, Usage } from '@/lib/core/thread/message'

/** How a turn can end. */
export type Outcome = 'completed' | 'stopped' | 'failed' | 'interrupted'

/** What the stream of a turn says besides the answer, as transient `data-…` parts. */
export type TurnData = {
  thread: { id: string; title: string }
  queue: { position: number }
  fallback: { from: string; to: string; code: string; message: string }
  context: { omitted_messages: number }
  outcome: {
    status: Outcome
    error: MessageError | null
    model: string | null
    usage: Usage | null
    /** Why the model stopped, as the AI SDK names it. */
    finish_reason?: string | null
  }
}

export type TurnChunk = UIMessageChunk<unknown, TurnData>

export type TurnResult = {
  outcome: Outcome
  error: MessageError | null
  /** The id of the model that answered, in our words. */
  model: string
  usage: Usage | null
  /** Why the model stopped, as the AI SDK names it; null when it did not say. */
  finishReason: string | null
  /** What the provider calls this answer; null when it did not say. */
  generationId: string | null
  /** Milliseconds since the epoch; null when no token came. */
  firstTokenAt: number | null
}
