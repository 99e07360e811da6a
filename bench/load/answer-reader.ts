import type { Dialect } from './load.ts'

type Read = { text?: string; isFinish?: boolean; failure?: string }

type CompletionChunk = {
  choices?: { delta?: { content?: string | null }; finish_reason?: string | null }[]
  error?: unknown
}

function readCompletion(data: string): Read {
  const { choices, error } = JSON.parse(data) as CompletionChunk
  if (error) return { failure: JSON.stringify(error) }
  const choice = choices?.[0]
  return { text: choice?.delta?.content ?? '', isFinish: choice?.finish_reason === 'stop' }
}

type SkeinChunk = { type: string; delta?: string; data?: { status?: string } }

function readSkein(data: string): Read {
  const chunk = JSON.parse(data) as SkeinChunk
  if (chunk.type === 'text-delta') return { text: chunk.delta }
  if (chunk.type !== 'data-outcome') return {}
  return chunk.data?.status === 'completed' ? { isFinish: true } : { failure: data }
}

const readers: Record<Dialect, (data: string) => Read> = {
  'chat-completions': readCompletion,
  skein: readSkein,
}

/** Reads one streamed answer, compares it with the one expected and tells of each token as it arrives. */
export class AnswerReader {
  readonly #read: (data: string) => Read
  readonly #expected: { text: string; ends: number[] }
  readonly #onToken: (index: number) => void
  #rest = ''
  #position = 0
  #tokens = 0
  #finishes = 0
  #isDone = false
  #fault: string | null = null

  constructor(input: {
    dialect: Dialect
    expected: { text: string; ends: number[] }
    onToken: (index: number) => void
  }) {
    this.#read = readers[input.dialect]
    this.#expected = input.expected
    this.#onToken = input.onToken
  }

  get hasText(): boolean {
    return this.#position > 0
  }

  push(text: string): void {
    const events = (this.#rest + text).split('\n\n')
    this.#rest = events.pop() ?? ''
    for (const event of events) {
      if (event.startsWith('data: ')) this.#take(event.slice('data: '.length))
    }
  }

  /** What was wrong with the answer, once its stream ended; null when nothing was. */
  fault(): string | null {
    if (this.#fault) return this.#fault
    const { text } = this.#expected
    if (this.#position < text.length) {
      return `lost: ended after ${this.#tokens} of ${this.#expected.ends.length} tokens`
    }
    if (this.#finishes !== 1) return `${this.#finishes} outcomes`
    return this.#isDone ? null : 'no [DONE]'
  }

  #take(data: string) {
    if (data === '[DONE]') {
      this.#isDone = true
      return
    }
    const { text, isFinish, failure } = this.#read(data)
    if (failure) this.#fault ??= failure
    if (text) this.#compare(text)
    if (isFinish) this.#finishes++
  }

  #compare(text: string) {
    const { text: whole, ends } = this.#expected
    if (!whole.startsWith(text, this.#position)) {
      this.#fault ??= `lost, doubled or out of order: "${text.slice(0, 40)}" after token ${this.#tokens}`
    }
    this.#position += text.length
    while (this.#tokens < ends.length && ends[this.#tokens]! <= this.#position) {
      this.#onToken(this.#tokens++)
    }
  }
}
