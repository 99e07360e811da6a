import type { Context } from '@/lib/core/context/assemble-context'
import { SkeinError } from '@/lib/core/errors'
import type { Model } from '@/lib/core/models/model'
import type { Clock, Fallback, LanguageModelRequest, Models } from '@/lib/core/ports'
import { plainText } from '@/lib/core/thread/message'
import type { MessageBuilder } from '@/lib/core/turn/message-builder'
import { runTurn } from '@/lib/core/turn/run-turn'
import type { TurnChunk, TurnResult } from '@/lib/core/turn/turn'
import { estimateSpent, type Spent } from '@/lib/core/turn/usage'

export type AskedModel = {
  model: Model
  context: Context
  thread: LanguageModelRequest['thread']
  /** Aborted with an `AbortReason`. */
  signal: AbortSignal
  /** Has the answer afterwards. */
  builder: MessageBuilder
  /** Called with each chunk of the answer, without start and ending. */
  onChunk: (chunk: TurnChunk) => void
  onRequest?: (model: Model, body: string) => void
}

export type AnsweredTurn = {
  result: TurnResult
  /** What an answer tells of how it came about. */
  metadata: Record<string, unknown>
  /** What counts as used when the provider told no usage; null: nothing. */
  estimate: Spent | null
}

/** Has a model answer what a context asks; throws a SkeinError before anything is sent when it cannot be asked. */
export async function askModel(
  options: { models: Models; clock: Clock; idleTimeoutMs: number },
  { context, thread, signal, builder, onChunk, onRequest, ...asked }: AskedModel,
): Promise<AnsweredTurn> {
  const { models, clock, idleTimeoutMs } = options
  let { model } = asked
  let isSent = false
  const metadata: Record<string, unknown> = {}
  const emit = (chunk: TurnChunk) => {
    builder.apply(chunk)
    onChunk(chunk)
  }
  if (context.omittedMessages > 0) {
    metadata.omitted_messages = context.omittedMessages
    const data = { omitted_messages: context.omittedMessages }
    emit({ type: 'data-context', data, transient: true })
  }
  const fallbacks: Fallback[] = []
  const chunks = runTurn({
    languageModel: models.languageModel({
      model,
      inputTokens: context.budget.used,
      thread,
      onFallback: (fallback) => {
        fallbacks.push(fallback)
        metadata.fallbacks = fallbacks
        emit({ type: 'data-fallback', data: fallback, transient: true })
      },
      onServed: (served) => {
        model = served
      },
      onRequest: (to, body) => {
        isSent = true
        onRequest?.(to, body)
      },
    }),
    servedBy: () => model,
    instructions: context.instructions,
    messages: context.messages,
    abortSignal: signal,
    idleTimeoutMs,
    explainError: models.explainError,
    clock,
  })
  for (;;) {
    const next = await chunks.next()
    if (!next.done) {
      emit(next.value)
      continue
    }
    const result = next.value
    // A provider that refused took nothing; whoever stops an answer has it paid for all the same.
    const isRefused = result.outcome === 'failed' && result.firstTokenAt === null
    const estimate =
      isSent && !isRefused
        ? estimateSpent(models.find(result.model), {
            sentTokens: context.sentTokens * context.budget.calibration,
            text: plainText(builder.parts),
          })
        : null
    return { result, metadata, estimate }
  }
}

/** The end of a turn that failed before a model answered, or inside Skein. */
export const failedTurn = (model: string, error: unknown): AnsweredTurn => ({
  result: {
    outcome: 'failed',
    error:
      error instanceof SkeinError
        ? { code: error.code, message: error.message }
        : {
            code: 'internal_error',
            message: 'Something went wrong inside Skein. Try again.',
          },
    model,
    usage: null,
    finishReason: null,
    generationId: null,
    firstTokenAt: null,
  },
  metadata: {},
  estimate: null,
})
