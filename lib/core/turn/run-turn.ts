import {
  streamText,
  toUIMessageChunk,
  type LanguageModel,
  type ModelMessage,
  type UIMessageChunk,
} from 'ai'

import type { Model } from '@/lib/core/models/model'
import type { Clock, Models, ProviderFailure } from '@/lib/core/ports'
import type { MessageError, Usage } from '@/lib/core/thread/message'
import { ThinkingTimes } from '@/lib/core/turn/thinking-time'
import { toUsage } from '@/lib/core/turn/usage'
import type { TurnChunk, TurnResult } from '@/lib/core/turn/turn'

/** Why a turn is told to end: a person's stop, the process leaving, or another process having taken it over. */
export type AbortReason = 'stop' | 'shutdown' | 'lost'

export type TurnInput = {
  languageModel: LanguageModel
  /** The model that is answering now; a fallback may have replaced the one asked for. */
  servedBy: () => Model
  instructions: string | undefined
  messages: ModelMessage[]
  /** Aborted with an `AbortReason`. */
  abortSignal: AbortSignal
  /** Milliseconds that the upstream may be silent after its first token. */
  idleTimeoutMs: number
  explainError: Models['explainError']
  clock: Clock
}

const firstTokenTypes = new Set([
  'text-delta',
  'reasoning-delta',
  'tool-input-start',
  'tool-call',
  'file',
])
const cutShort: MessageError = {
  code: 'provider_error',
  message: 'The connection to the model ended before the answer was complete. Try again.',
}
const empty: MessageError = {
  code: 'provider_error',
  message: 'The model answered nothing. Try again, or choose another model.',
}

/**
 * Runs one model stream to its end. Yields the chunks of the answer (without start and ending) and returns its one
 * outcome; never throws. The outcome is derived here: a stream that ends without a finish reason is a failure, whatever
 * the provider package says.
 */
export async function* runTurn(input: TurnInput): AsyncGenerator<TurnChunk, TurnResult> {
  const idle = new AbortController()
  let silence: NodeJS.Timeout | undefined
  let firstTokenAt: number | null = null
  let usage: Usage | null = null
  let error: MessageError | null = null
  let finishReason: string | null = null
  let generationId: string | null = null
  const thinking = new ThinkingTimes(input.clock)

  try {
    const { stream } = streamText({
      model: input.languageModel,
      instructions: input.instructions,
      messages: input.messages,
      abortSignal: AbortSignal.any([input.abortSignal, idle.signal]),
      maxRetries: 0,
      onError: () => undefined,
    })
    for await (const part of stream) {
      if (firstTokenAt === null && firstTokenTypes.has(part.type)) firstTokenAt = input.clock.now()
      if (silence) silence.refresh()
      else if (firstTokenAt !== null) silence = setTimeout(() => idle.abort(), input.idleTimeoutMs)
      switch (part.type) {
        case 'error':
          error ??= failure(input.explainError(part.error))
          break
        case 'finish-step':
          usage = toUsage(part.usage, part.providerMetadata, input.servedBy())
          finishReason = part.rawFinishReason === undefined ? null : part.finishReason
          generationId = isProvidersOwn(part.response.id) ? part.response.id : null
          if (part.rawFinishReason === 'error') error ??= cutShort
          break
      }
      const chunk = toUIMessageChunk(part, {
        sendStart: false,
        sendFinish: false,
        sendSources: true,
      })
      if (chunk && chunk.type !== 'error' && chunk.type !== 'abort')
        yield thinking.addTo(asDynamic(chunk) as TurnChunk)
    }
  } catch (thrown) {
    error ??= failure(input.explainError(thrown))
  } finally {
    clearTimeout(silence)
  }

  const ending = (
    outcome: TurnResult['outcome'],
    ended: MessageError | null = null,
  ): TurnResult => ({
    outcome,
    error: ended,
    model: input.servedBy().id,
    usage,
    finishReason,
    generationId,
    firstTokenAt,
  })
  if (input.abortSignal.aborted) {
    return input.abortSignal.reason === 'stop'
      ? ending('stopped')
      : ending('interrupted', interrupted)
  }
  if (idle.signal.aborted) return ending('failed', silent(input.idleTimeoutMs))
  if (error) return ending('failed', error)
  if (finishReason === null || finishReason === 'error') return ending('failed', cutShort)
  if (firstTokenAt === null) return ending('failed', empty)
  return ending('completed')
}

/** The AI SDK makes up an id where the provider gave none. */
const isProvidersOwn = (id: string): boolean => id !== '' && !id.startsWith('aitxt-')

/** Calls are stored as dynamic tools; chunks that disagree about it would make two parts of one call. */
const asDynamic = (chunk: UIMessageChunk): UIMessageChunk =>
  chunk.type.startsWith('tool-') && 'dynamic' in chunk ? { ...chunk, dynamic: true } : chunk

/** What a message says whose server stopped before it was complete. */
export const interrupted: MessageError = {
  code: 'interrupted',
  message:
    'The server stopped before the answer was complete. What had arrived is kept; try again.',
}

const silent = (milliseconds: number): MessageError => ({
  code: 'provider_timeout',
  message: `The model fell silent for ${Math.round(milliseconds / 1000)} seconds. What had arrived is kept; try again.`,
})

const failure = ({ code, message, retryAfter }: ProviderFailure): MessageError => ({
  code,
  message,
  ...(retryAfter === undefined ? {} : { retry_after: retryAfter }),
})
