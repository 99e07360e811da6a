import type { Usage } from '@/lib/core/thread/message'
import type { TurnChunk } from '@/lib/core/turn/turn'

type ChunkOf<Type extends TurnChunk['type']> = Extract<TurnChunk, { type: Type }>
type ProviderMetadata = ChunkOf<'reasoning-end'>['providerMetadata']

/** Response headers of the data stream protocol v1. */
export const dataStreamHeaders: Record<string, string> = {
  'content-type': 'text/plain; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  'x-vercel-ai-data-stream': 'v1',
}

const line = (code: string, value: unknown): string => `${code}:${JSON.stringify(value)}\n`

/** The base64 content of a data URL; null for any other address. */
const base64Of = (url: string): string | null =>
  /^data:[^,]*;base64,(?<content>.*)$/s.exec(url)?.groups?.content ?? null

/**
 * Tells the chunks of one turn, in their order from `start` on, as lines of the data stream protocol v1. What that
 * protocol cannot say travels as an annotation of the message (code 8) with the chunk itself.
 */
class DataStreamTeller {
  #messageId = ''
  #steps = 0
  #stepIsOpen = false
  #stepCallsTools = false
  #usage: Usage | null = null
  readonly #calls = new Set<string>()
  readonly #signatures = new Set<string>()

  /** The lines for one chunk, each with its line break; often none. */
  tell(chunk: TurnChunk): string {
    switch (chunk.type) {
      case 'start':
        this.#messageId = chunk.messageId ?? ''
        return chunk.messageMetadata === undefined ? '' : line('8', [chunk])
      case 'start-step':
        return this.#closeStep(this.#stepCallsTools ? 'tool-calls' : 'unknown') + this.#openStep()
      // Its reason and usage are known with what follows: the next step or the ending closes it.
      case 'finish-step':
      case 'text-start':
        return ''
      case 'text-end':
        return chunk.citations ? line('8', [chunk]) : ''
      case 'text-delta':
        return chunk.delta === '' ? '' : this.#content('0', chunk.delta)
      case 'reasoning-start':
      case 'reasoning-delta':
      case 'reasoning-end':
        return this.#reasoning(chunk)
      case 'source-url': {
        const { sourceId: id, url, title, providerMetadata } = chunk
        return this.#content('h', { sourceType: 'url', id, url, title, providerMetadata })
      }
      case 'file': {
        const data = base64Of(chunk.url)
        return data === null
          ? line('8', [chunk])
          : this.#content('k', { data, mimeType: chunk.mediaType })
      }
      case 'tool-input-start':
      case 'tool-input-delta':
      case 'tool-input-available':
      case 'tool-input-error':
        return this.#toolCall(chunk)
      case 'tool-output-available':
        return this.#toolResult(chunk, chunk.output ?? null)
      case 'tool-output-error':
        return this.#toolResult(chunk, { error: chunk.errorText })
      case 'tool-output-denied':
        return this.#toolResult(chunk, { error: 'The tool call was denied.' })
      case 'data-outcome':
        this.#usage = chunk.data.usage
        return line('2', [chunk])
      case 'finish':
        return (
          (chunk.messageMetadata === undefined ? '' : line('8', [chunk])) +
          this.#finish(chunk.finishReason ?? 'unknown')
        )
      case 'abort':
        return this.#finish('other')
      case 'error':
        return this.#closeStep('error') + line('3', chunk.errorText)
      default:
        return line(chunk.type.startsWith('data-') ? '2' : '8', [chunk])
    }
  }

  /** The lines for a log that ends without saying how. */
  end(): string {
    return this.#closeStep('unknown')
  }

  #openStep(): string {
    this.#stepIsOpen = true
    this.#stepCallsTools = false
    this.#steps++
    return line('f', { messageId: this.#messageId })
  }

  #closeStep(finishReason: string, usage?: object): string {
    if (!this.#stepIsOpen) return ''
    this.#stepIsOpen = false
    return line('e', { finishReason, usage, isContinued: false })
  }

  #finish(finishReason: string): string {
    const usage = this.#usage
      ? { promptTokens: this.#usage.input_tokens, completionTokens: this.#usage.output_tokens }
      : undefined
    const stepUsage = this.#steps === 1 ? usage : undefined
    return this.#closeStep(finishReason, stepUsage) + line('d', { finishReason, usage })
  }

  /** Old clients learn the id of the message from its step, so that no content comes outside of one. */
  #content(code: string, value: unknown): string {
    return (this.#stepIsOpen ? '' : this.#openStep()) + line(code, value)
  }

  #reasoning(chunk: ChunkOf<'reasoning-start' | 'reasoning-delta' | 'reasoning-end'>): string {
    const said =
      chunk.type === 'reasoning-delta' && chunk.delta !== '' ? this.#content('g', chunk.delta) : ''
    return said + this.#signed(chunk.providerMetadata)
  }

  /** Providers repeat a signature with each later part of the same reasoning. */
  #signed(metadata: ProviderMetadata): string {
    return [...signaturesIn(metadata)]
      .filter(({ value }) => !this.#signatures.has(value))
      .map(({ kind, value }) => {
        this.#signatures.add(value)
        return kind === 'signature'
          ? this.#content('j', { signature: value })
          : this.#content('i', { data: value })
      })
      .join('')
  }

  #toolCall(
    chunk: ChunkOf<
      'tool-input-start' | 'tool-input-delta' | 'tool-input-available' | 'tool-input-error'
    >,
  ): string {
    const { toolCallId } = chunk
    if (chunk.type === 'tool-input-delta') {
      return this.#ofCall(chunk, 'c', { toolCallId, argsTextDelta: chunk.inputTextDelta })
    }
    const { toolName } = chunk
    const call =
      chunk.type === 'tool-input-start'
        ? this.#content('b', { toolCallId, toolName })
        : this.#content('9', { toolCallId, toolName, args: argumentsOf(chunk.input) })
    this.#calls.add(toolCallId)
    this.#stepCallsTools = true
    return chunk.type === 'tool-input-error'
      ? call + this.#toolResult(chunk, { error: chunk.errorText })
      : call
  }

  #toolResult(chunk: TurnChunk & { toolCallId: string }, result: unknown): string {
    return this.#ofCall(chunk, 'a', { toolCallId: chunk.toolCallId, result })
  }

  /** Old clients throw at what belongs to a call that they have not seen. */
  #ofCall(chunk: TurnChunk & { toolCallId: string }, code: string, value: unknown): string {
    return this.#calls.has(chunk.toolCallId) ? this.#content(code, value) : line('8', [chunk])
  }
}

/** Old clients take nothing but objects for arguments. */
const argumentsOf = (input: unknown): unknown =>
  typeof input === 'object' && input !== null ? input : input === undefined ? {} : { input }

/** Anthropic names them itself; OpenRouter lists them in its own words. */
function* signaturesIn(
  metadata: ProviderMetadata,
): Generator<{ kind: 'signature' | 'redacted'; value: string }> {
  for (const told of Object.values(metadata ?? {})) {
    const details = Array.isArray(told.reasoning_details) ? told.reasoning_details : []
    for (const detail of [told, ...details]) {
      const { signature, redactedData, data } = (detail ?? {}) as Record<string, unknown>
      if (typeof signature === 'string') yield { kind: 'signature', value: signature }
      const hidden = detail === told ? redactedData : data
      if (typeof hidden === 'string') yield { kind: 'redacted', value: hidden }
    }
  }
}

/**
 * The server-sent events of a turn as lines of the data stream protocol v1. Reads ahead no further than its own reader,
 * whose leaving cancels `events`; ends after an error, which is the last that the protocol knows.
 */
export function toDataStream(events: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = events.getReader()
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  const teller = new DataStreamTeller()
  let rest = ''

  /** The lines for the events that are complete, and whether these are the last. */
  function tell(text: string): { lines: string; isOver: boolean } {
    const complete = (rest + text).split('\n\n')
    rest = complete.pop() ?? ''
    let lines = ''
    for (const event of complete) {
      if (event === 'data: [DONE]') return { lines: lines + teller.end(), isOver: true }
      // A comment becomes an empty line, which old clients pass over.
      if (event.startsWith(':')) lines += '\n'
      if (!event.startsWith('data: ')) continue
      const chunk = JSON.parse(event.slice('data: '.length)) as TurnChunk
      lines += teller.tell(chunk)
      if (chunk.type === 'error') return { lines, isOver: true }
    }
    return { lines, isOver: false }
  }

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (;;) {
          const { done, value } = await reader.read()
          const { lines, isOver } = done
            ? { lines: teller.end(), isOver: true }
            : tell(decoder.decode(value, { stream: true }))
          if (lines !== '') controller.enqueue(encoder.encode(lines))
          if (isOver) {
            controller.close()
            await reader.cancel()
            return
          }
          if (lines !== '') return
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}
