import type { Message, Usage } from '@/lib/core/thread/message'
import { answerTurnSchema } from '@/lib/core/turn/answer-turn'

/** What is known of how an answer came about; null where it is not. */
export type AnswerFacts = {
  asked: string | null
  served: string | null
  usage: Usage | null
  /** Milliseconds. */
  firstTokenMs: number | null
  durationMs: number | null
  /** Of the time in which it came. */
  tokensPerSecond: number | null
  /** Of the request that asked, as the log has it. */
  requestId: string | null
  turnId: string | null
  generationId: string | null
}

/** Less than this is too short to tell a speed by. */
const minStreamMs = 50

export function answerFacts({ model_used: served, usage, metadata }: Message): AnswerFacts {
  const turn = answerTurnSchema.safeParse(metadata.turn).data ?? null
  const streamMs =
    turn?.first_token_ms == null ? null : Math.max(0, turn.duration_ms - turn.first_token_ms)
  const output = usage?.output_tokens ?? null
  return {
    asked: turn?.model ?? null,
    served,
    usage,
    firstTokenMs: turn?.first_token_ms ?? null,
    durationMs: turn?.duration_ms ?? null,
    tokensPerSecond:
      streamMs === null || output === null || streamMs < minStreamMs
        ? null
        : output / (streamMs / 1000),
    requestId: typeof metadata.request_id === 'string' ? metadata.request_id : null,
    turnId: turn?.id ?? null,
    generationId: turn?.generation_id ?? null,
  }
}
