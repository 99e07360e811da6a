import type { LanguageModel } from 'ai'

import type { ErrorCode } from '@/lib/core/errors'
import type { Model, ModelList } from '@/lib/core/models/model'
import type { TurnChunk } from '@/lib/core/turn/turn'

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
}

type LogFields = Record<string, string | number | boolean | null | undefined>

/** Structured log. Never given message text, keys or other people's words. */
export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields, cause?: unknown): void
}

/** Says something at once to whoever listens; who does not hear it finds the same in the database by its next sweep. */
export interface Bus {
  /** Never throws, never waits: listeners in this process hear it at once, those in others soon. */
  publish(topic: BusTopic, id: string): void
  /** The listener must not throw. Returns how to leave. */
  subscribe(topic: BusTopic, listener: (id: string) => void): () => void
  close(): Promise<void>
}

/** Bytes under keys, each written once. A key is a UUID, with a suffix of small letters for what was made of it. */
export interface FileStore {
  /** Either all of it is there afterwards, or nothing. Replaces what was there. */
  put(key: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void>
  /** Null when there is nothing. */
  read(key: string): Promise<Uint8Array | null>
  /** The same as a stream; whoever has it reads it to its end or cancels it. */
  open(key: string): Promise<{ size: number; stream: ReadableStream<Uint8Array> } | null>
  /** Says nothing when there is nothing. */
  remove(key: string): Promise<void>
  /** Every key, with the time at which it was written in milliseconds. */
  list(): AsyncIterable<{ key: string; writtenAt: number }>
}

/** The chunks of one turn, in order, encoded once for all its readers. */
export interface TurnLog {
  append(chunk: TurnChunk): void
  /** Nothing follows. Readers get `[DONE]`. */
  end(): void
  /** Settles when the log has ended. */
  readonly ended: Promise<void>
  /** Server-sent events from the first chunk on. Cancelling it only leaves. */
  read(): ReadableStream<Uint8Array>
}

export interface TurnLogs {
  /** The log of a turn, opened if this process has none. */
  open(turnId: string): TurnLog
  get(turnId: string): TurnLog | null
  /** How many read, of all logs. */
  readonly readers: number
  /** The ids of the turns whose logs have not ended. */
  openIds(): string[]
  close(): void
}

/**
 * `turn-queued` carries a thread id, `turn-stop` a turn id. `thread-changed` carries the id of a thread that is new, that was
 * asked something, or of which anything that a page shows was changed otherwise than by a turn. `owner-news`: see `tellOwner`.
 */
export type BusTopic = 'turn-queued' | 'turn-stop' | 'thread-changed' | 'owner-news'

/** Why a model did not answer before its first token. */
export type Fallback = { from: string; to: string; code: ErrorCode; message: string }

export type LanguageModelRequest = {
  model: Model
  /** Who is asked when it does not begin to answer; by default the fallback models of the settings. */
  fallbacks?: Model[]
  /** How many tokens are sent: a fallback model that cannot take them is not asked. */
  inputTokens?: number
  /** What the offline demo model may tell about the thread. */
  thread: { id: string; title: string; messageCount: number }
  /** Called each time a model failed before its first token and the next one is asked. */
  onFallback(fallback: Fallback): void
  /** Called when the first token has come: the model that answers. */
  onServed(model: Model): void
  /** Called with the body of each request that goes out, before it does. */
  onRequest?(model: Model, body: string): void
}

export interface Models {
  list(): ModelList
  /** The model that an id or a known alias names, else null. */
  find(id: string): Model | null
  /** The id that a new thread starts with. */
  defaultId(): string
  /** A cheap model of the same provider, for work in the background; null when none is known. */
  cheapModel(model: Model): Model | null
  /** A model that asks the fallback models, in order, while no first token has come. */
  languageModel(request: LanguageModelRequest): Exclude<LanguageModel, string>
  /** What a provider's error means to us: a code, a sentence for a person, whether asking again may help. */
  explainError(error: unknown): ProviderFailure
}

export type ProviderFailure = {
  code: ErrorCode
  message: string
  /** Seconds, when the provider said so. */
  retryAfter?: number
}
