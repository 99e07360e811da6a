import type { Message } from '@/lib/core/thread/message'
import type { TurnChunk } from '@/lib/core/turn/turn'

/** The chunks that would build a stored message: text and reasoning as one delta each, then its ending. */
export function* replayMessage(message: Message): Generator<TurnChunk> {
  yield { type: 'start', messageId: message.id }
  let id = 0
  for (const part of message.parts) {
    switch (part.type) {
      case 'text':
      case 'reasoning': {
        const name = `${part.type[0]}${id++}`
        yield { type: `${part.type}-start`, id: name }
        yield { type: `${part.type}-delta`, id: name, delta: part.text }
        yield { type: `${part.type}-end`, id: name, providerMetadata: part.providerMetadata }
        break
      }
      case 'step-start':
        yield { type: 'start-step' }
        break
      case 'source-url':
      case 'source-document':
      case 'file':
        yield part
        break
      case 'dynamic-tool': {
        const { toolCallId, toolName } = part
        yield {
          type: 'tool-input-available',
          toolCallId,
          toolName,
          input: part.input,
          dynamic: true,
        }
        if (part.state === 'output-available') {
          yield { type: 'tool-output-available', toolCallId, output: part.output, dynamic: true }
        }
        if (part.state === 'output-error') {
          yield { type: 'tool-output-error', toolCallId, errorText: part.errorText, dynamic: true }
        }
        break
      }
    }
  }
  if (message.status !== 'pending' && message.status !== 'streaming') {
    const { status, error, model_used: model, usage, metadata } = message
    yield* endingChunks({ status, error, model, usage }, metadata.finish_reason)
  }
}

const finishReasons = ['stop', 'length', 'content-filter', 'tool-calls', 'other'] as const

/** The chunks that end the stream of a turn. `finishReason` is why the model stopped, as far as it is known. */
export function* endingChunks(
  outcome: Extract<TurnChunk, { type: 'data-outcome' }>['data'],
  finishReason: unknown,
): Generator<TurnChunk> {
  const reason = typeof finishReason === 'string' ? finishReason : null
  yield { type: 'data-outcome', data: { ...outcome, finish_reason: reason }, transient: true }
  if (outcome.status === 'completed') {
    const known = finishReasons.find((reason) => reason === finishReason)
    yield { type: 'finish', finishReason: known ?? 'other' }
  } else if (outcome.status === 'stopped') yield { type: 'abort' }
  else yield { type: 'error', errorText: outcome.error?.message ?? 'The answer was interrupted.' }
}
