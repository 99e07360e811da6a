import type { useTranslations } from 'next-intl'

import { explain } from '@/components/api/explain'
import { newId } from '@/components/api/new-id'
import { RequestError, type Request } from '@/components/api/request'
import { toParts } from '@/components/attachments/attached-file'
import { announceEnding } from '@/components/chat/announce-ending'
import type { LiveTurn, Said } from '@/components/chat/live-turn'
import {
  hasEnded,
  textLengthOf,
  type Fallback,
  type StoredMessage,
} from '@/components/chat/stored-message'
import { soon } from '@/components/ui/lazy-soon'
import type { Message, MessagePage } from '@/lib/core/thread/message'
import type { MessageBuilder } from '@/lib/core/turn/message-builder'
import type { TurnChunk } from '@/lib/core/turn/turn'

export const loadReading = () => import('@/components/chat/reading')
soon(loadReading)

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

type Announcements = ReturnType<typeof useTranslations<'chat'>>

export type ThreadChatOptions = {
  threadId: string
  isStored: boolean
  settings: ThreadSettings
  request: Request
  nameOf(model: string): string
  t: Announcements
  /** Called when the thread's place in the list may have changed. */
  onActivity(): void
  /** Called when the server has taken the first message of a new thread that the page shows. */
  onStored(): void
  /** Called with a message that was refused; with the reason, if nobody looks at the thread. */
  onReturned(said: Said, untold: string | null): void
  outbox: Outbox
  /** Waits before the next attempt, less when the network comes back. Rejects when aborted. */
  pause(failures: number, signal: AbortSignal): Promise<void>
  /** Runs the callback once, at the next moment to draw. */
  schedule(draw: () => void): void
}

type Turn = {
  view: LiveTurn
  /** What a repetition of the same request is told by. */
  requestKey: string
  /** The models that are asked instead of the thread's; several answer side by side. */
  models: readonly string[]
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
  #isShown = false
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

  /** Begins to be what the page shows, perhaps in a tab that nobody sees. Returns how to end that. */
  show = (): (() => void) => {
    this.#isShown = true
    return () => {
      this.#isShown = false
    }
  }

  /** Begins to look: follows what runs. Returns how to leave. */
  enter = (): (() => void) => {
    this.#viewers++
    this.#followAccepted()
    return () => {
      this.#viewers--
      // A component that is put elsewhere on the page leaves and enters at once.
      setTimeout(() => this.#viewers === 0 && this.#detach(), 0)
    }
  }

  /** Takes over what the server just told of the thread. */
  reconcile(settings: ThreadSettings): void {
    this.#set({ isStored: true, ...(this.#pendingPatches === 0 ? { settings } : {}) })
  }

  /** Follows the unfinished answers among messages that the server told of. */
  followUnfinished(history: readonly StoredMessage[]): void {
    const known = new Set(this.#turns.map(({ view }) => view.answerId))
    for (const message of history) {
      if (message.role !== 'assistant' || hasEnded(message.status) || known.has(message.id))
        continue
      this.#add({
        key: message.id,
        comparison: message.comparison,
        answerId: message.id,
        questionId: message.parentId,
        status: message.status,
        model: message.model,
        fallbacks: message.fallbacks,
        omittedMessages: message.omittedMessages,
      })
    }
    this.#followAccepted()
  }

  /** Sends a message, to one model or to several at once; in the place of another message and what follows it, if that is named. */
  send(text: string, { files = [], models = [], replaces = null }: Sent = {}, id = newId()): void {
    const { isStored, settings } = this.#state
    const sent = { files, models, replaces }
    this.#options.outbox.keep({ id, threadId: this.threadId, isStored, settings, text, sent })
    const [first = this.#state.settings.model, ...others] = models
    const question = { id, text, files, models }
    const comparison = others.length > 0 ? id : null
    const turn = this.#add({ key: id, question, model: first, replaces, comparison }, { models })
    for (const other of others) this.#add({ key: newId(), comparison, model: other })
    this.#begin(turn)
  }

  /** Sends a message that waited when its page was left. */
  resend({ id, text, sent }: Waiting): void {
    if (!this.#turns.some(({ view }) => view.key === id)) this.send(text, sent, id)
  }

  /** Gives up a message that the server has not taken. */
  withdraw = (key: string): void => {
    const turn = this.#turns.find(({ view }) => view.key === key)
    if (!turn || turn.view.answerId !== null) return
    this.forget(key)
    turn.reader?.abort()
    turn.accepted.resolve()
    this.#options.outbox.drop(key)
  }

  /** Shows a turn no longer, nor what was asked beside it. */
  forget(key: string): void {
    this.#turns = this.#turns.filter(({ view }) => view.key !== key && view.comparison !== key)
    this.#set({ turns: this.#views() })
  }

  /** Asks for another answer in the place of one, and of what follows it. */
  retry(answerId: string, model?: string): void {
    const asked = model === undefined ? {} : { model }
    const models = model === undefined ? [] : [model]
    this.#begin(this.#add({ key: newId(), replaces: answerId, ...asked }, { models }))
  }

  /** Goes over to the branch of a message. What is shown has to be read anew then. */
  async choose(messageId: string): Promise<void> {
    // What waits for the server goes to the branch that is shown.
    if (this.#turns.some(isUnsent)) throw new TypeError()
    await this.#before
    await this.#options.request(`/api/threads/${this.threadId}`, {
      method: 'PATCH',
      body: { active_leaf_id: messageId },
    })
  }

  /** Stops a turn, or takes a waiting one out of the queue. What has arrived stays. */
  async stop(key: string): Promise<void> {
    const turn = this.#turns.find(({ view }) => view.key === key)
    if (!turn || hasEnded(turn.view.status)) return
    const { turnId, answerId, isConnected } = turn.view
    if (answerId === null && !isConnected) return this.withdraw(key)
    this.#change(turn, { isStopping: true })
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

  #add(
    view: Partial<LiveTurn> & { key: string },
    { models = [] }: { models?: readonly string[] } = {},
  ): Turn {
    const turn: Turn = {
      view: {
        question: null,
        replaces: null,
        comparison: null,
        questionId: null,
        answerId: null,
        turnId: null,
        status: 'sending',
        isConnected: this.#turns.every((before) => !isUnsent(before)),
        isStopping: false,
        parts: [],
        model: this.#state.settings.model,
        error: null,
        ahead: 0,
        fallbacks: [],
        omittedMessages: 0,
        finishReason: null,
        ...view,
      },
      requestKey: view.key,
      models,
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
    // The next message is sent when the server has this one and those before it, so that their order is kept.
    this.#before = Promise.all([before, turn.accepted.promise])
    this.#set({ refusal: null, turns: this.#views() })
    void before.then(() => this.#follow(turn))
  }

  /** Those that the server has not taken yet are sent in their order, also while nobody looks. */
  #followAccepted(isWanted: (turn: Turn) => boolean = () => true) {
    if (this.#viewers === 0) return
    for (const turn of this.#turns) {
      if (turn.view.answerId !== null && isWanted(turn)) this.#follow(turn)
    }
  }

  #follow(turn: Turn) {
    if (turn.reader || hasEnded(turn.view.status) || !this.#turns.includes(turn)) return
    // What is asked beside another is asked with it.
    const { answerId, comparison, key } = turn.view
    if (answerId === null && comparison !== null && comparison !== key) return
    turn.reader = new AbortController()
    void this.#read(turn, turn.reader.signal).finally(() => {
      turn.reader = null
      this.#followAccepted((each) => !this.#isReadBefore(each))
    })
  }

  async #read(turn: Turn, signal: AbortSignal): Promise<void> {
    // While the server is asked.
    void loadReading().catch(() => undefined)
    for (let failures = 1; !signal.aborted; failures++) {
      try {
        const response = await this.#connect(turn, signal)
        if (response.body && response.status === 200) {
          const { decodeChunks, MessageBuilder } = await loadReading()
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
        if (error instanceof RequestError && !isPassing(turn, error)) {
          return this.#refuse(turn, error)
        }
      }
      if (signal.aborted || hasEnded(turn.view.status)) return
      this.#lose(turn)
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
    const isOwnModel = question !== null && turn.models.length === 1
    if (!isStored && (settings.systemPrompt || isOwnModel)) {
      await this.#createThread(settings, signal)
    }
    const asked = question
      ? {
          message: {
            id: question.id,
            role: 'user',
            parts: toParts(question.text, question.files),
          },
          messageId: replaces ?? undefined,
          ...modelsOf(turn, isStored ? undefined : settings.model),
        }
      : { trigger: 'regenerate-message', messageId: replaces, model: turn.models[0] }
    return request('/api/chat', {
      method: 'POST',
      headers: { 'idempotency-key': turn.requestKey },
      body: { id: this.threadId, ...asked },
      signal,
    })
  }

  /** A thread with a system prompt, or a model other than its first message's, has to exist before that is answered. */
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
    this.becomeStored()
  }

  /** Goes on as a thread that the server knows. */
  becomeStored(): void {
    this.#set({ isStored: true })
    if (this.#isShown) this.#options.onStored()
  }

  /** The stream is over: takes what is stored. Leaves the turn as it is while the server has not closed it. */
  async #adopt(turn: Turn, signal: AbortSignal): Promise<void> {
    const message = await this.#fetchMessage(turn.view.answerId, signal)
    if (!message || !hasEnded(message.status)) return
    const { toStoredMessage } = await loadReading()
    const { status, model, error, fallbacks, omittedMessages, finishReason } =
      toStoredMessage(message)
    turn.builder = null
    const parts = message.parts
    this.#end(turn, { status, model, error, fallbacks, omittedMessages, finishReason, parts })
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
        this.#change(turn, { ahead: chunk.data.position, status: 'pending' })
        return this.#rest(turn)
      case 'data-fallback':
        return this.#change(turn, { fallbacks: addFallback(turn.view.fallbacks, chunk.data) })
      case 'data-context':
        return this.#change(turn, { omittedMessages: chunk.data.omitted_messages })
      case 'data-outcome': {
        const { status, error, model, finish_reason: finishReason = null } = chunk.data
        builder.settle()
        return this.#end(turn, {
          status,
          error,
          finishReason,
          model: model ?? turn.view.model,
          parts: builder.parts.map((part) => ({ ...part })),
        })
      }
    }
    builder.apply(chunk)
    if (builder.version === 0) return
    if (turn.view.status !== 'streaming') {
      this.#change(turn, { status: 'streaming', ahead: 0 })
      this.#announce(this.#options.t('announce.answering', { name: this.#nameOf(turn) }))
    }
    this.#draw()
  }

  #accept(turn: Turn, chunk: Extract<TurnChunk, { type: 'start' }>) {
    const {
      turn_id: turnId = null,
      user_message_id: questionId = null,
      model = turn.view.model,
      beside = [],
    } = (chunk.messageMetadata ?? {}) as StartMetadata
    const isFirstOfThread = !this.#state.isStored
    const wasSending = turn.view.status === 'sending'
    this.#change(turn, {
      answerId: chunk.messageId ?? turn.view.answerId,
      turnId,
      questionId,
      model: turn.view.fallbacks.at(-1)?.to ?? model,
      isConnected: true,
      status: wasSending ? 'pending' : turn.view.status,
    })
    this.#acceptBeside(turn, beside)
    this.#options.outbox.drop(turn.requestKey)
    turn.accepted.resolve()
    if (isFirstOfThread) this.becomeStored()
    if (wasSending) this.#options.onActivity()
    if (turn.stopWanted) void this.stop(turn.view.key).catch(() => undefined)
    if (this.#viewers === 0) this.#detach()
  }

  /** The answers of the other models that were asked with this one have streams of their own. */
  #acceptBeside({ view: { key, questionId } }: Turn, beside: NonNullable<StartMetadata['beside']>) {
    const others = this.#turns.filter(({ view }) => view.comparison === key && view.key !== key)
    others.forEach((other, index) => {
      const { answer_id: answerId, turn_id: turnId, model } = beside[index] ?? {}
      if (answerId === undefined || turnId === undefined || other.view.answerId !== null) return
      this.#change(other, { answerId, turnId, questionId, model, status: 'pending' })
      other.accepted.resolve()
      if (this.#viewers > 0) this.#follow(other)
      if (other.stopWanted) void this.stop(other.view.key).catch(() => undefined)
    })
  }

  /** Lets go of an answer that waits for one that is read: a browser has six connections for all of its tabs. */
  #rest(turn: Turn) {
    if (this.#isReadBefore(turn)) turn.reader?.abort()
  }

  #isReadBefore(turn: Turn): boolean {
    const before = this.#turns.slice(0, this.#turns.indexOf(turn))
    return before.some(
      ({ reader, view }) =>
        reader?.signal.aborted === false &&
        view.answerId !== null &&
        view.questionId !== turn.view.questionId,
    )
  }

  #end(turn: Turn, ending: Partial<LiveTurn> & Pick<LiveTurn, 'status'>) {
    this.#change(turn, { ...ending, isConnected: true, isStopping: false, ahead: 0 })
    turn.accepted.resolve()
    this.#announce(announceEnding(ending.status, this.#nameOf(turn), this.#options.t))
    this.#options.onActivity()
  }

  #refuse(turn: Turn, error: RequestError) {
    const { question, answerId } = turn.view
    this.#options.outbox.drop(turn.requestKey)
    turn.accepted.resolve()
    if (answerId !== null) {
      return this.#end(turn, {
        status: 'failed',
        error: { code: error.code, message: error.message },
      })
    }
    this.forget(turn.view.key)
    const reason = explain(error)
    this.#set({
      refusal: reason,
      announcement: this.#options.t('announce.not_sent', { reason }),
    })
    if (question) this.#options.onReturned(question, this.#viewers === 0 ? reason : null)
  }

  /** Leaves the streams; a message that the server has not yet taken goes on being sent. */
  #detach() {
    for (const { reader, view } of this.#turns) if (view.answerId !== null) reader?.abort()
  }

  #nameOf({ view }: Turn): string {
    return view.model === null
      ? this.#options.t('announce.the_model')
      : this.#options.nameOf(view.model)
  }

  #announce(announcement: string) {
    this.#set({ announcement })
  }

  /** Those that are sent after one that cannot be sent have no connection either. */
  #lose(turn: Turn) {
    this.#change(turn, { isConnected: false })
    if (!isUnsent(turn)) return
    for (const each of this.#turns) {
      if (each.view.status === 'sending') this.#change(each, { isConnected: false })
    }
  }

  #change(turn: Turn, change: Partial<LiveTurn>) {
    turn.view = { ...turn.view, ...change }
    this.#set({ turns: this.#views() })
  }

  #views = () => this.#turns.map(({ view }) => view)

  #set(change: Partial<ThreadChatState>) {
    const next = { ...this.#state, ...change }
    const names = Object.keys(next) as (keyof ThreadChatState)[]
    if (names.every((name) => next[name] === this.#state[name])) return
    this.#state = next
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

/** A message that the server has not taken yet, with what is needed to send it from another page. */
export type Waiting = {
  id: string
  threadId: string
  isStored: boolean
  settings: ThreadSettings
  text: string
  sent: Sent
}

/** Keeps messages until the server has taken them. Must not throw. */
export type Outbox = { keep(message: Waiting): void; drop(id: string): void }

/** What may be said of a message besides its text. */
export type Sent = Partial<Said> & { replaces?: string | null }

type StartMetadata = {
  turn_id?: string
  user_message_id?: string
  model?: string
  beside?: { answer_id: string; turn_id: string; model: string }[]
}

const isUnsent = ({ view: { status, isConnected } }: Turn) => status === 'sending' && !isConnected

/** Whether the same request may do later: an answer that runs goes on without who reads it, and a server that ends comes back. */
const isPassing = ({ view: { answerId } }: Turn, { status, code }: RequestError) =>
  answerId === null ? code === 'shutting_down' : status >= 500 || status === 429

const modelsOf = ({ models }: Turn, otherwise: string | undefined) =>
  models.length > 1 ? { models } : { model: models[0] ?? otherwise }

const pick = (all: ThreadSettings, some: Partial<ThreadSettings>): Partial<ThreadSettings> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => name in some))

const addFallback = (known: readonly Fallback[], fallback: Fallback): readonly Fallback[] =>
  known.some(({ from, to }) => from === fallback.from && to === fallback.to)
    ? known
    : [...known, fallback]
