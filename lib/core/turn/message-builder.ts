import type { MessagePart } from '@/lib/core/thread/message'
import type { TurnChunk } from '@/lib/core/turn/turn'

type ToolPart = Extract<MessagePart, { type: 'dynamic-tool' }>
type FlowingPart = Extract<MessagePart, { type: 'text' | 'reasoning' }>

/** What becomes of a call that an answer ends before. */
export const failedTool = {
  state: 'output-error',
  errorText: 'The answer ended before it.',
} as const

/**
 * Builds the parts of a message out of the chunks of its stream, in place: the cost of a chunk does not grow with the
 * message. The server takes its snapshots from it, the page its live text. Chunks as in the AI SDK's UI message stream.
 */
export class MessageBuilder {
  readonly parts: MessagePart[] = []
  /** Grows with each change of the parts. */
  version = 0
  readonly #flowing = new Map<string, FlowingPart>()
  readonly #tools = new Map<string, ToolPart>()
  readonly #toolInput = new Map<string, string>()

  /** Adds one chunk. Chunks that say nothing about the parts change nothing. */
  apply(chunk: TurnChunk): void {
    switch (chunk.type) {
      case 'text-start':
        return this.#open(chunk.id, { type: 'text', text: '', state: 'streaming' })
      case 'reasoning-start':
        return this.#open(`r:${chunk.id}`, { type: 'reasoning', text: '', state: 'streaming' })
      case 'text-delta':
        return this.#append(chunk.id, chunk.delta, chunk.providerMetadata)
      case 'reasoning-delta':
        return this.#append(`r:${chunk.id}`, chunk.delta, chunk.providerMetadata)
      case 'text-end':
        return this.#close(chunk.id, chunk.providerMetadata)
      case 'reasoning-end':
        return this.#close(`r:${chunk.id}`, chunk.providerMetadata)
      case 'start-step':
        return this.#push({ type: 'step-start' })
      case 'finish-step':
        this.#flowing.clear()
        return
      case 'source-url':
      case 'source-document':
      case 'file':
      case 'reasoning-file':
        return this.#push(chunk)
      case 'tool-input-start':
      case 'tool-input-delta':
      case 'tool-input-available':
      case 'tool-input-error':
      case 'tool-output-available':
      case 'tool-output-error':
      case 'tool-output-denied':
        return this.#applyTool(chunk)
      default:
        if (chunk.type.startsWith('data-') && !('transient' in chunk && chunk.transient)) {
          this.#push(chunk as MessagePart)
        }
    }
  }

  /** Marks every part as done, and every tool that gave nothing back as failed, for a message that will not go on. */
  settle(): void {
    for (const part of this.#flowing.values()) part.state = 'done'
    this.#flowing.clear()
    for (const { state, type, toolCallId, toolName, input } of this.#tools.values()) {
      if (state !== 'input-streaming' && state !== 'input-available') continue
      const call = { type, toolCallId, toolName, input }
      this.#setTool({ ...call, ...failedTool })
    }
    this.version++
  }

  #push(part: MessagePart) {
    this.parts.push(part)
    this.version++
  }

  #open(id: string, part: FlowingPart) {
    this.#flowing.set(id, part)
    this.#push(part)
  }

  #append(id: string, delta: string, providerMetadata: FlowingPart['providerMetadata']) {
    const part = this.#flowing.get(id)
    if (!part) return
    part.text += delta
    if (providerMetadata) part.providerMetadata = { ...part.providerMetadata, ...providerMetadata }
    this.version++
  }

  #close(id: string, providerMetadata: FlowingPart['providerMetadata']) {
    const part = this.#flowing.get(id)
    if (!part) return
    part.state = 'done'
    if (providerMetadata) part.providerMetadata = { ...part.providerMetadata, ...providerMetadata }
    this.#flowing.delete(id)
    this.version++
  }

  #applyTool(chunk: Extract<TurnChunk, { toolCallId: string; type: `tool-${string}` }>) {
    this.version++
    const previous = this.#tools.get(chunk.toolCallId)
    const toolName = 'toolName' in chunk ? chunk.toolName : (previous?.toolName ?? 'unknown')
    const base = { type: 'dynamic-tool' as const, toolCallId: chunk.toolCallId, toolName }
    switch (chunk.type) {
      case 'tool-input-start':
        return this.#setTool({ ...base, state: 'input-streaming', input: undefined })
      case 'tool-input-delta': {
        const input = (this.#toolInput.get(chunk.toolCallId) ?? '') + chunk.inputTextDelta
        this.#toolInput.set(chunk.toolCallId, input)
        return this.#setTool({ ...base, state: 'input-streaming', input })
      }
      case 'tool-input-available':
        return this.#setTool({ ...base, state: 'input-available', input: chunk.input })
      case 'tool-input-error':
        return this.#setTool({
          ...base,
          state: 'output-error',
          input: chunk.input,
          errorText: chunk.errorText,
        })
      case 'tool-output-available':
        return this.#setTool({
          ...base,
          state: 'output-available',
          input: previous?.input,
          output: chunk.output,
        })
      case 'tool-output-error':
        return this.#setTool({
          ...base,
          state: 'output-error',
          input: previous?.input,
          errorText: chunk.errorText,
        })
      case 'tool-output-denied':
        return this.#setTool({
          ...base,
          state: 'output-error',
          input: previous?.input,
          errorText: 'denied',
        })
    }
  }

  #setTool(part: ToolPart) {
    const previous = this.#tools.get(part.toolCallId)
    this.#tools.set(part.toolCallId, part)
    if (previous) this.parts[this.parts.indexOf(previous)] = part
    else this.parts.push(part)
  }
}
