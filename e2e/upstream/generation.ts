import { type ChatRequest, estimatePromptTokens } from './chat-request.ts'
import { type Delta, deltasOf } from './deltas.ts'
import { costOf } from './models.ts'
import { type UpstreamScript } from './script.ts'

/** One answer on its way: its deltas one by one, and the figures once they are known. */
export class Generation {
  readonly id = `gen-${crypto.randomUUID()}`
  readonly created = Math.floor(Date.now() / 1000)
  readonly provider = 'Simulator'
  readonly model: string
  readonly script: UpstreamScript
  /** Choices, counted from 0, that the script speaks in. */
  readonly choices: number
  tokens = 0
  readonly #request: ChatRequest
  readonly #deltas: Iterator<Delta>
  #reasoningTokens = 0
  #cut = false

  constructor(input: { model: string; script: UpstreamScript; request: ChatRequest }) {
    this.model = input.model
    this.script = input.script
    this.choices = 1 + (input.script.otherChoices?.length ?? 0)
    this.#request = input.request
    this.#deltas = deltasOf(input.script)
  }

  /** The next delta, or null when all is said or `max_tokens` is reached. */
  next(): Delta | null {
    const { value, done } = this.#deltas.next()
    if (done) return null
    if (this.tokens === this.#request.maxTokens) {
      this.#cut = true
      return null
    }
    this.tokens++
    if (value.delta.reasoning_details || value.delta.reasoning) this.#reasoningTokens++
    return value
  }

  get finishReason(): string {
    if (this.#cut) return 'length'
    return this.script.finishReason ?? (this.script.toolCalls?.length ? 'tool_calls' : 'stop')
  }

  /** The usage object of the wire, or null when the script withholds it. */
  usage() {
    const given = this.script.usage
    if (given === null) return null
    const promptTokens = given?.prompt_tokens ?? estimatePromptTokens(this.#request.messages)
    const completionTokens = given?.completion_tokens ?? this.tokens
    const cost = this.script.cost ?? costOf(this.model, promptTokens, completionTokens)
    return {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
      cost,
      is_byok: false,
      prompt_tokens_details: { cached_tokens: given?.cached_tokens ?? 0 },
      cost_details: { upstream_inference_cost: null },
      completion_tokens_details: {
        reasoning_tokens: given?.reasoning_tokens ?? this.#reasoningTokens,
      },
    }
  }
}
