import {
  type Delta,
  type GeneratedImage,
  type ReasoningDetail,
  type UrlCitation,
  type WireDelta,
} from './deltas.ts'
import { type Generation } from './generation.ts'
import { type UpstreamScript } from './script.ts'

export const keepAlive = ': OPENROUTER PROCESSING\n\n'
const done = 'data: [DONE]\n\n'

const nativeFinishReasons: Record<string, string> = {
  stop: 'completed',
  length: 'max_output_tokens',
}

export interface WireError {
  error: { message: string; code: number | string; metadata?: Record<string, unknown> }
}

/** OpenRouter's body of a refused request. */
export function refusal(code: number, message: string): WireError {
  return { error: { message, code } }
}

/** The error that the script wants, before the stream or in it. */
export function scriptedError(script: UpstreamScript): WireError {
  return {
    error: {
      message: script.errorMessage ?? 'Provider returned error',
      code: script.errorCode ?? script.status ?? 502,
      metadata: script.errorMetadata ?? { provider_name: 'Simulator' },
    },
  }
}

/** Server-sent events of one generation; what all its chunks share is serialised once. */
export class ChunkWriter {
  readonly #generation: Generation
  readonly #head: string

  constructor(generation: Generation) {
    this.#generation = generation
    const { id, provider, model, created } = generation
    const shared = { id, provider, model, object: 'chat.completion.chunk', created }
    this.#head = `data: ${JSON.stringify(shared).slice(0, -1)}`
  }

  delta({ choice, delta }: Delta): string {
    return `${this.#head},"choices":[{"index":${choice},"delta":${JSON.stringify(delta)},"finish_reason":null,"native_finish_reason":null,"logprobs":null}]}\n\n`
  }

  /** Finish reasons of every choice, usage, [DONE]. */
  end(): string {
    const { choices, finishReason } = this.#generation
    const native = nativeFinishReasons[finishReason] ?? finishReason
    const finishes = Array.from({ length: choices }, (_, index) => {
      const choice = {
        index,
        delta: { role: 'assistant', content: '' },
        finish_reason: finishReason,
        native_finish_reason: native,
        logprobs: null,
      }
      return `${this.#head},"choices":[${JSON.stringify(choice)}]}\n\n`
    })
    const usage = this.#generation.usage()
    const account = usage ? `${this.#head},"choices":[],"usage":${JSON.stringify(usage)}}\n\n` : ''
    return finishes.join('') + account + done
  }

  /** The chunk that tells of an error under HTTP 200; nothing follows it. */
  error(): string {
    const { error } = scriptedError(this.#generation.script)
    const choice = { index: 0, delta: { content: '' }, finish_reason: 'error' }
    return `${this.#head},"error":${JSON.stringify(error)},"choices":[${JSON.stringify(choice)}]}\n\n`
  }
}

interface WireMessage {
  role: 'assistant'
  content: string | null
  refusal: null
  reasoning: string | null
  reasoning_details?: ReasoningDetail[]
  annotations?: UrlCitation[]
  images?: GeneratedImage[]
  tool_calls?: {
    index: number
    id: string
    type: 'function'
    function: { name: string; arguments: string }
  }[]
}

function addReasoningDetail(message: WireMessage, detail: ReasoningDetail) {
  const last = message.reasoning_details?.at(-1)
  if (last && last.type === detail.type && last.index === detail.index) {
    if (detail.text) last.text = (last.text ?? '') + detail.text
    if (detail.signature) last.signature = detail.signature
  } else {
    message.reasoning_details = [...(message.reasoning_details ?? []), { ...detail }]
  }
}

function addDelta(message: WireMessage, delta: WireDelta) {
  if (delta.content) message.content = (message.content ?? '') + delta.content
  if (delta.reasoning) message.reasoning = (message.reasoning ?? '') + delta.reasoning
  for (const detail of delta.reasoning_details ?? []) addReasoningDetail(message, detail)
  if (delta.annotations)
    message.annotations = [...(message.annotations ?? []), ...delta.annotations]
  if (delta.images) message.images = [...(message.images ?? []), ...delta.images]
  for (const { index, id = '', function: part } of delta.tool_calls ?? []) {
    const calls = (message.tool_calls ??= [])
    const call = (calls[index] ??= {
      index,
      id,
      type: 'function',
      function: { name: part.name ?? '', arguments: '' },
    })
    call.function.arguments += part.arguments
  }
}

/** The body of a completion that was not streamed. Runs the generation to its end. */
export function completionBody(generation: Generation) {
  const messages = Array.from({ length: generation.choices }, (): WireMessage => ({
    role: 'assistant',
    content: null,
    refusal: null,
    reasoning: null,
  }))
  for (let next = generation.next(); next !== null; next = generation.next()) {
    addDelta(messages[next.choice]!, next.delta)
  }
  const { id, provider, model, created, finishReason } = generation
  return {
    id,
    provider,
    model,
    object: 'chat.completion',
    created,
    choices: messages.map((message, index) => ({
      logprobs: null,
      finish_reason: finishReason,
      native_finish_reason: nativeFinishReasons[finishReason] ?? finishReason,
      index,
      message,
    })),
    usage: generation.usage() ?? undefined,
  }
}
