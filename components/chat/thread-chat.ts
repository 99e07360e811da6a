import { v7 } from 'uuid'

import { RequestError, type Request } from '@/components/api/request'
import type { LiveTurn } from '@/components/chat/live-turn'
import {
  hasEnded,
  textLengthOf,
  toStoredMessage,
  type Fallback,
  type StoredMessage,
} from '@/components/chat/stored-message'
import type { Message, MessagePage } from '@/lib/core/thread/message'
import { MessageBuilder } from '@/lib/core/turn/message-builder'
import { decodeChunks } from '@/lib/core/turn/sse'
import type { TurnChunk } from '@/lib/core/turn/turn'

export type ThreadSettings = { title: string; model: string; systemPrompt: string | null }

export type ThreadChatState = {
  readonly turns: readonly LiveTurn[]
  readonly settings: ThreadSettings
  /** Whether the server knows the thread. */
  readonly isStored: boolean
  /** For readers who cannot see the page: what just began or ended. */
  readonly announcement: string
  /** Why the last message or retry was not taken; null after the next one. */
  readonly refusal: string | null
}

export type ThreadChatOptions = {
  threadId: string
  isStored: boolean
  settings: ThreadSettings
  request: Request
  nameOf(model: string): string
  /** Called when the thread's place in the list may have changed. */
  onActivity(): void
  /** Called when the server has taken the first message of a new thread. */
  onStored(): void
  /** Called with the text of a message that was refused. */
  onTextReturned(text: string): void
  /** Waits before the next attempt, less when the network comes back. Rejects when aborted. */
  pause(failures: number, signal: AbortSignal): Promise<void>
  /** Runs the callback once, at the next moment to draw. */
  schedule(draw: () => void): void
}

type Turn = {
  view: LiveTurn
  /** What a repetition of the same request is told by. */
  requestKey: string
  reader: AbortController | null
  /** The parts as they arrive; the view has a copy. */
  builder: MessageBuilder | null
  drawnVersion: number
  stopWanted: boolean
  accepted: PromiseWithResolvers<void>
}

/**
 * The live side of one thread: what was sent from this page and what runs in it. It outlives the components that show it,
 * so that a reader may leave and come back; while nobody looks it does not read.
 */
export class ThreadChat {
  readonly threadId: string
  readonly #options: ThreadChatOptions
  readonly #listeners = new Set<() => void>()
  #turns: Turn[] = []
  #state: ThreadChatState
  #viewers = 0
  #isDrawing = false
  /** Settles when every request that must come before the next message has been answered. */
  #before: Promise<unknown> = Promise.resolve()
  #pendingPatches = 0

  constructor(options: ThreadChatOptions) {
    this.threadId = options.threadId
    this.#options = options
    this.#state = {
      turns: [],
      settings: options.settings,
      isStored: options.isStored,
      announcement: '',
      refusal: null,
    }
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  getState = (): ThreadChatState => this.#state

  /** Begins to look: follows what runs. Returns how to leave. */
  enter = (): (() => void) => {
    this.#viewers++
    for (const turn of this.#turns) this.#follow(turn)
    return () => {
      this.#viewers--
      // A component that is put elsewhere on the page leaves and enters at once.
      setTimeout(() => this.#viewers === 0 && this.#detach(), 0)
    }
  }

  /** Takes over what the server just rendered: its settings, and its unfinished answers to be followed. */
  reconcile(history: readonly StoredMessage[], settings: ThreadSettings): void {
    const known = new Set(this.#turns.map(({ view }) => view.answerId))
    for (const message of history) {
      if (message.role !== 'assistant' || hasEnded(message.status) || known.has(message.id))
        continue
      this.#add({
        key: message.id,
        answerId: message.id,
        status: message.status,
        model: message.model,
        fallbacks: message.fallbacks,
        omittedMessages: message.omittedMessages,
      })
    }
    this.#set({ isStored: true, ...(this.#pendingPatches === 0 ? { settings } : {}) })
    if (this.#viewers > 0) for (const turn of this.#turns) this.#follow(turn)
  }

  send(text: string): void {
    const id = v7()
    this.#begin(this.#add({ key: id, question: { id, text } }, id))
  }

  /** Asks for another answer in the place of one. */
  retry(answerId: string): void {
    const key = v7()
    this.#begin(this.#add({ key, replaces: answerId }, key))
  }

  /** Stops a turn, or takes a waiting one out of the queue. What has arrived stays. */
  async stop(key: string): Promise<void> {
    const turn = this.#turns.find(({ view }) => view.key === key)
    if (!turn || hasEnded(turn.view.status)) return
    this.#change(turn, { isStopping: true })
    const { turnId } = turn.view
    turn.stopWanted = turnId === null
    if (turnId === null) return
    try {
      await this.#options.request(`/api/chat/${this.threadId}/stop`, {
        method: 'POST',
        body: { turn_id: turnId },
      })
    } catch (error) {
      this.#change(turn, { isStopping: false })
      if (error instanceof RequestError && error.code === 'turn_not_active') return
      throw error
    }
  }

  /** Changes title, model or system prompt, at once here and then on the server. Throws when the server refuses. */
  async change(settings: Partial<ThreadSettings>): Promise<void> {
    const previous = this.#state.settings
    this.#set({ settings: { ...previous, ...settings } })
    if (!this.#state.isStored && this.#turns.length === 0) return
    this.#pendingPatches++
    const sent = this.#before.then(() => this.#patch(settings))
    this.#before = sent.catch(() => undefined)
    try {
      await sent
    } catch (error) {
      this.#set({ settings: { ...this.#state.settings, ...pick(previous, settings) } })
      throw error
    } finally {
      this.#pendingPatches--
    }
  }

  async #patch({ title, model, systemPrompt }: Partial<ThreadSettings>) {
    if (!this.#state.isStored) return
    await this.#options.request(`/api/threads/${this.threadId}`, {
      method: 'PATCH',
      body: { title, model, system_prompt: systemPrompt },
    })
  }

  dismissRefusal = (): void => this.#set({ refusal: null })

  #add(view: Partial<LiveTurn> & { key: string }, requestKey = view.key): Turn {
    const turn: Turn = {
      view: {
        question: null,
        replaces: null,
        answerId: null,
        turnId: null,
        status: 'sending',
        isConnected: true,
        isStopping: false,
        parts: [],
        model: this.#state.settings.model,
        error: null,
        ahead: 0,
        fallbacks: [],
        omittedMessages: 0,
        ...view,
      },
      requestKey,
      reader: null,
      builder: null,
      drawnVersion: 0,
      stopWanted: false,
      accepted: Promise.withResolvers(),
    }
    this.#turns.push(turn)
    return turn
  }

  #begin(turn: Turn) {
    const before = this.#before
    // The next message is sent when the server has this one, so that their order is kept.
    this.#before = turn.accepted.promise
    this.#set({ refusal: null, turns: this.#views() })
    void before.then(() => this.#follow(turn))
  }

  #follow(turn: Turn) {
    if (turn.reader || hasEnded(turn.view.status)) return
    turn.reader = new AbortController()
    void this.#read(turn, turn.reader.signal).finally(() => {
      turn.reader = null
    })
  }

  async #read(turn: Turn, signal: AbortSignal): Promise<void> {
    for (let failures = 1; !signal.aborted; failures++) {
      try {
        const response = await this.#connect(turn, signal)
        if (response.body && response.status === 200) {
          turn.builder = new MessageBuilder()
          turn.drawnVersion = 0
          for await (const chunk of decodeChunks(response.body)) {
            failures = 1
            this.#apply(turn, chunk)
          }
        } else {
          await this.#adopt(turn, signal)
        }
      } catch (error) {
        if (signal.aborted) return
        if (error instanceof RequestError) return this.#refuse(turn, error)
      }
      if (signal.aborted || hasEnded(turn.view.status)) return
      this.#change(turn, { isConnected: false })
      await this.#options.pause(failures, signal).catch(() => undefined)
    }
  }

  async #connect(turn: Turn, signal: AbortSignal): Promise<Response> {
    const { answerId, question, replaces } = turn.view
    const { request } = this.#options
    if (answerId !== null) {
      return request(`/api/threads/${this.threadId}/messages/${answerId}/stream`, { signal })
    }
    const { settings, isStored } = this.#state
    if (!isStored && settings.systemPrompt) await this.#createThread(settings, signal)
    const asked = question
      ? {
          message: {
            id: question.id,
            role: 'user',
            parts: [{ type: 'text', text: question.text }],
          },
          model: isStored ? undefined : settings.model,
        }
      : { trigger: 'regenerate-message', messageId: replaces }
    return request('/api/chat', {
      method: 'POST',
      headers: { 'idempotency-key': turn.requestKey },
      body: { id: this.threadId, ...asked },
      signal,
    })
  }

  /** A thread with a system prompt has to exist before its first message is answered. */
  async #createThread({ model, systemPrompt }: ThreadSettings, signal: AbortSignal) {
    try {
      await this.#options.request('/api/threads', {
        method: 'POST',
        body: { id: this.threadId, model, system_prompt: systemPrompt },
        signal,
      })
    } catch (error) {
      if (!(error instanceof RequestError && error.code === 'thread_exists')) throw error
    }
    this.#set({ isStored: true })
    this.#options.onStored()
  }

  /** The stream is over: takes what is stored. Leaves the turn as it is while the server has not closed it. */
  async #adopt(turn: Turn, signal: AbortSignal): Promise<void> {
    const message = await this.#fetchMessage(turn.view.answerId, signal)
    if (!message || !hasEnded(message.status)) return
    const { status, model, error, fallbacks, omittedMessages } = toStoredMessage(message)
    turn.builder = null
    const parts = message.parts
    this.#end(turn, { status, model, error, fallbacks, omittedMessages, parts })
  }

  async #fetchMessage(id: string | null, signal: AbortSignal): Promise<Message | undefined> {
    const response = await this.#options.request(
      `/api/threads/${this.threadId}/messages?branch=${id}&limit=1`,
      { signal },
    )
    const page = (await response.json()) as MessagePage
    return page.data.find((message) => message.id === id)
  }

  #apply(turn: Turn, chunk: TurnChunk) {
    const { builder } = turn
    if (!builder || hasEnded(turn.view.status)) return
    switch (chunk.type) {
      case 'start':
        return this.#accept(turn, chunk)
      case 'data-thread':
        return this.#set({ settings: { ...this.#state.settings, title: chunk.data.title } })
      case 'data-queue':
        return this.#change(turn, { ahead: chunk.data.position, status: 'pending' })
      case 'data-fallback':
        return this.#change(turn, { fallbacks: addFallback(turn.view.fallbacks, chunk.data) })
      case 'data-context':
        return this.#change(turn, { omittedMessages: chunk.data.omitted_messages })
      case 'data-outcome': {
        const { status, error, model } = chunk.data
        builder.settle()
        return this.#end(turn, {
          status,
          error,
          model: model ?? turn.view.model,
          parts: builder.parts.map((part) => ({ ...part })),
        })
      }
    }
    builder.apply(chunk)
    if (builder.version === 0) return
    if (turn.view.status !== 'streaming') {
      this.#change(turn, { status: 'streaming', ahead: 0 })
      this.#announce(`${this.#nameOf(turn)} is answering.`)
    }
    this.#draw()
  }

  #accept(turn: Turn, chunk: Extract<TurnChunk, { type: 'start' }>) {
    const { turn_id: turnId = null, model = turn.view.model } = (chunk.messageMetadata ?? {}) as {
      turn_id?: string
      model?: string
    }
    const isFirstOfThread = !this.#state.isStored
    const wasSending = turn.view.status === 'sending'
    this.#change(turn, {
      answerId: chunk.messageId ?? turn.view.answerId,
      turnId,
      model: turn.view.fallbacks.at(-1)?.to ?? model,
      isConnected: true,
      status: wasSending ? 'pending' : turn.view.status,
    })
    turn.accepted.resolve()
    if (isFirstOfThread) {
      this.#set({ isStored: true })
      this.#options.onStored()
    }
    if (wasSending) this.#options.onActivity()
    if (turn.stopWanted) void this.stop(turn.view.key).catch(() => undefined)
    if (this.#viewers === 0) this.#detach()
  }

  #end(turn: Turn, ending: Partial<LiveTurn> & Pick<LiveTurn, 'status'>) {
    this.#change(turn, { ...ending, isConnected: true, isStopping: false, ahead: 0 })
    turn.accepted.resolve()
    this.#announce(endAnnouncement(ending.status, this.#nameOf(turn)))
    this.#options.onActivity()
  }

  #refuse(turn: Turn, error: RequestError) {
    const { question, answerId } = turn.view
    turn.accepted.resolve()
    if (answerId !== null) {
      return this.#end(turn, {
        status: 'failed',
        error: { code: error.code, message: error.message },
      })
    }
    this.#turns = this.#turns.filter((other) => other !== turn)
    this.#set({
      refusal: error.message,
      turns: this.#views(),
      announcement: `Not sent. ${error.message}`,
    })
    if (question) this.#options.onTextReturned(question.text)
  }

  /** Leaves the streams; a message that the server has not yet taken goes on being sent. */
  #detach() {
    for (const { reader, view } of this.#turns) if (view.answerId !== null) reader?.abort()
  }

  #nameOf({ view }: Turn): string {
    return view.model === null ? 'The model' : this.#options.nameOf(view.model)
  }

  #announce(announcement: string) {
    this.#set({ announcement })
  }

  #change(turn: Turn, change: Partial<LiveTurn>) {
    turn.view = { ...turn.view, ...change }
    this.#set({ turns: this.#views() })
  }

  #views = () => this.#turns.map(({ view }) => view)

  #set(change: Partial<ThreadChatState>) {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }

  /** Text is shown at the pace of the screen, not of the stream. */
  #draw() {
    if (this.#isDrawing) return
    this.#isDrawing = true
    this.#options.schedule(() => {
      this.#isDrawing = false
      for (const turn of this.#turns) {
        const { builder, view } = turn
        if (!builder || hasEnded(view.status) || builder.version === turn.drawnVersion) continue
        // A stream that begins anew must first catch up with what is shown.
        if (textLengthOf(builder.parts) < textLengthOf(view.parts)) continue
        turn.drawnVersion = builder.version
        turn.view = { ...view, parts: builder.parts.map((part) => ({ ...part })) }
      }
      this.#set({ turns: this.#views() })
    })
  }
}

const pick = (all: ThreadSettings, some: Partial<ThreadSettings>): Partial<ThreadSettings> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => name in some))

const addFallback = (known: readonly Fallback[], fallback: Fallback): readonly Fallback[] =>
  known.some(({ from, to }) => from === fallback.from && to === fallback.to)
    ? known
    : [...known, fallback]

function endAnnouncement(status: LiveTurn['status'], name: string): string {
  switch (status) {
    case 'completed':
      return `${name} has answered.`
    case 'stopped':
      return 'The answer was stopped.'
    case 'interrupted':
      return 'The answer was interrupted.'
    default:
      return `${name} failed to answer.`
  }
}
