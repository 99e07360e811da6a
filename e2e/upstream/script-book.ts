import { answer } from './answers.ts'
import { simulatedScript } from './behaviours.ts'
import { type ChatRequest } from './chat-request.ts'
import { type UpstreamScript, ScriptError, requireScript, withoutFailure } from './script.ts'

const answerFields = ['text', 'tokens', 'toolCalls', 'otherChoices'] as const

/** Knows which script a request follows, and how often each was followed. */
export class ScriptBook {
  readonly #registered = new Map<string, UpstreamScript[]>()
  readonly #uses = new Map<string, number>()
  readonly #tokensPerSecond: number | undefined

  constructor({ tokensPerSecond }: { tokensPerSecond?: number }) {
    this.#tokensPerSecond = tokensPerSecond
  }

  /** A list is followed in order, one script a request, its last one from then on. */
  register(model: string, script: UpstreamScript | UpstreamScript[]) {
    this.#registered.set(model, Array.isArray(script) ? script : [script])
    this.#uses.delete(model)
  }

  clear() {
    this.#registered.clear()
    this.#uses.clear()
  }

  /**
   * The script for one model of a request: that of the header, else the registered one, else that
   * of a `sim/` id, else a conversation. Returns null for an unknown `sim/` id; throws ScriptError.
   */
  choose(model: string, request: ChatRequest, header: string | undefined): UpstreamScript | null {
    const key = header ?? model
    const use = this.#uses.get(key) ?? 0
    const script = this.#find({ model, request, header, use })
    if (script === null) return null
    this.#uses.set(key, use + 1)
    const isSpent = script.failTimes !== undefined && use >= script.failTimes
    const says = isSpent ? withoutFailure(script) : script
    const isMute = answerFields.every((field) => says[field] === undefined)
    return isMute ? { ...says, text: answer(request.messages) } : says
  }

  #find(input: {
    model: string
    request: ChatRequest
    header: string | undefined
    use: number
  }): UpstreamScript | null {
    const { model, request, header, use } = input
    if (header !== undefined) return parseHeader(header)
    const registered = this.#registered.get(model)
    if (registered) return registered[Math.min(use, registered.length - 1)] ?? null
    if (model.startsWith('sim/')) return simulatedScript(model, request.messages)
    return { text: answer(request.messages), tokensPerSecond: this.#tokensPerSecond }
  }
}

function parseHeader(header: string): UpstreamScript {
  try {
    return requireScript(JSON.parse(header))
  } catch (error) {
    if (error instanceof ScriptError) throw error
    throw new ScriptError('x-upstream-script is JSON', { cause: error })
  }
}
