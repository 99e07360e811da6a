import type { useTranslations } from 'next-intl'

import { reasonOf } from '@/components/api/explain'
import { newId } from '@/components/api/new-id'
import type { Request } from '@/components/api/request'
import { announceEnding } from '@/components/chat/announce-ending'
import type { LiveTurn, Said } from '@/components/chat/live-turn'
import { hasEnded, textOf } from '@/components/chat/stored-message'
import type { MessageBuilder } from '@/lib/core/turn/message-builder'
import type { TemporaryThread } from '@/lib/core/turn/temporary-thread'
import type { TurnChunk } from '@/lib/core/turn/turn'

const loadReading = () => import('@/components/chat/reading')

export type TemporaryChatState = {
  readonly turns: readonly LiveTurn[]
  /** Who answers next. */
  readonly model: string
  /** For readers who cannot see the page: what just began or ended. */
  readonly announcement: string
}

export type TemporaryChatOptions = {
  model: string
  request: Request
  nameOf(model: string): string
  t: ReturnType<typeof useTranslations<'chat'>>
  /** Runs the callback once, at the next moment to draw. */
  schedule(draw: () => void): void
}

/**
 * A thread that is in the memory of this page and nowhere else. Each question is sent with all that was said before it; one
 * that is sent while an answer runs waits for its end.
 */
export class TemporaryChat {
  readonly #options: TemporaryChatOptions
  readonly #listeners = new Set<() => void>()
  #state: TemporaryChatState
  #running: AbortController | null = null
  #isDrawing = false

  constructor(options: TemporaryChatOptions) {
    this.#options = options
    this.#state = { turns: [], model: options.model, announcement: '' }
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  getState = (): TemporaryChatState => this.#state

  chooseModel = (model: string): void => this.#set({ model })

  /** Asks the model that is chosen, or the one that this question names. */
  send({ text, models }: Pick<Said, 'text' | 'models'>): void {
    const asked = newTurn(text, models[0] ?? this.#state.model)
    this.#set({ turns: [...this.#state.turns, asked] })
    void this.#goOn()
  }

  /** Asks the last question again, and the model that is chosen now. */
  retry = (model: string | null): void => {
    const turns = [...this.#state.turns]
    const last = turns.pop()
    if (!last?.question || !hasEnded(last.status)) return
    this.#set({ turns: [...turns, newTurn(last.question.text, model ?? this.#state.model)] })
    void this.#goOn()
  }

  /** Ends the answer that runs; what has arrived stays. */
  stop = (): void => this.#running?.abort()

  /** Takes back a question that waits, and returns its text; null when it waits no longer. */
  takeBack(key: string): string | null {
    const { turns } = this.#state
    const [, ...waiting] = turns.filter(({ status }) => !hasEnded(status))
    const taken = waiting.find((turn) => turn.key === key)
    if (!taken) return null
    this.#set({ turns: turns.filter((turn) => turn !== taken) })
    return taken.question?.text ?? null
  }

  /** Ends what runs, and is as if nothing had been said. */
  forget = (): void => {
    this.#running?.abort()
    this.#running = null
    this.#set({ turns: [], announcement: '' })
  }

  async #goOn(): Promise<void> {
    const next = this.#state.turns.find(({ status }) => !hasEnded(status))
    if (this.#running || !next) return
    const running = new AbortController()
    this.#running = running
    await this.#read(next, running.signal)
    if (this.#running !== running) return
    this.#running = null
    void this.#goOn()
  }

  async #read({ key, model }: LiveTurn, signal: AbortSignal): Promise<void> {
    const body = { model: model ?? this.#state.model, messages: this.#saidUntil(key) }
    let builder: MessageBuilder | null = null
    this.#change(key, { status: 'sending' })
    try {
      // While the server is asked.
      void loadReading().catch(() => undefined)
      const { request } = this.#options
      const response = await request('/api/temporary', { method: 'POST', body, signal })
      const { decodeChunks, MessageBuilder } = await loadReading()
      builder = new MessageBuilder()
      if (response.body) {
        for await (const chunk of decodeChunks(response.body)) this.#apply(key, builder, chunk)
      }
      // Without a word about its ending, the connection was cut.
      if (!this.#isOver(key)) throw new TypeError('The answer broke off.')
    } catch (error) {
      if (this.#isOver(key)) return
      builder?.settle()
      const parts = builder ? copyOf(builder) : []
      if (signal.aborted) this.#end(key, { status: 'stopped', parts })
      else this.#end(key, { status: 'failed', error: reasonOf(error), parts })
    }
  }

  /** All that was said up to a question. */
  #saidUntil(key: string): TemporaryThread['messages'] {
    const { turns } = this.#state
    const until = turns.findIndex((turn) => turn.key === key)
    return turns.slice(0, until + 1).flatMap(({ question, parts }) => {
      const answer = textOf(parts)
      return [
        { role: 'user' as const, content: question?.text ?? '' },
        ...(answer.trim() === '' ? [] : [{ role: 'assistant' as const, content: answer }]),
      ]
    })
  }

  #apply(key: string, builder: MessageBuilder, chunk: TurnChunk) {
    switch (chunk.type) {
      case 'start':
        return this.#change(key, { status: 'pending' })
      case 'data-fallback': {
        const fallbacks = this.#find(key)?.fallbacks ?? []
        return this.#change(key, { fallbacks: [...fallbacks, chunk.data] })
      }
      case 'data-context':
        return this.#change(key, { omittedMessages: chunk.data.omitted_messages })
      case 'data-outcome': {
        const { status, error, model, finish_reason: finishReason = null } = chunk.data
        builder.settle()
        const parts = copyOf(builder)
        return this.#end(key, { status, error, finishReason, parts, ...(model ? { model } : {}) })
      }
    }
    builder.apply(chunk)
    if (builder.version === 0) return
    if (this.#find(key)?.status === 'pending') {
      this.#change(key, { status: 'streaming' })
      this.#announce(this.#options.t('announce.answering', { name: this.#nameOf(key) }))
    }
    this.#draw(key, builder)
  }

  /** Text is shown at the pace of the screen, not of the stream. */
  #draw(key: string, builder: MessageBuilder) {
    if (this.#isDrawing) return
    this.#isDrawing = true
    this.#options.schedule(() => {
      this.#isDrawing = false
      if (!this.#isOver(key)) this.#change(key, { parts: copyOf(builder) })
    })
  }

  #end(key: string, ending: Partial<LiveTurn> & Pick<LiveTurn, 'status'>) {
    this.#change(key, ending)
    this.#announce(announceEnding(ending.status, this.#nameOf(key), this.#options.t))
  }

  #find = (key: string) => this.#state.turns.find((turn) => turn.key === key)

  /** Also when it was forgotten. */
  #isOver = (key: string) => hasEnded(this.#find(key)?.status ?? 'stopped')

  #nameOf = (key: string) => this.#options.nameOf(this.#find(key)?.model ?? this.#state.model)

  #announce(announcement: string) {
    this.#set({ announcement })
  }

  #change(key: string, change: Partial<LiveTurn>) {
    const turns = this.#state.turns.map((turn) =>
      turn.key === key ? { ...turn, ...change } : turn,
    )
    this.#set({ turns })
  }

  #set(change: Partial<TemporaryChatState>) {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}

const newTurn = (text: string, model: string): LiveTurn => {
  const key = newId()
  return {
    key,
    question: { id: key, text, files: [], models: [] },
    replaces: null,
    comparison: null,
    questionId: null,
    answerId: null,
    turnId: null,
    status: 'pending',
    isConnected: true,
    isStopping: false,
    parts: [],
    model,
    error: null,
    ahead: 0,
    fallbacks: [],
    omittedMessages: 0,
    finishReason: null,
  }
}

const copyOf = ({ parts }: MessageBuilder) => parts.map((part) => ({ ...part }))
