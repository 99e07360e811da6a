import { recordSchema, type BrokenRecord, type TransferRecord } from '@/lib/core/transfer/records'
import type {
  MessageRecord,
  SummaryRecord,
  ThreadRecord,
  VersionRecord,
} from '@/lib/core/transfer/records'
import { ThreadDamage } from '@/lib/core/transfer/thread-damage'

export const mostMessages = 1_000_000
/** Messages to be walked over when the spans of a thread's summaries are checked. */
const mostSteps = 50_000_000

/** Whether a value of a file begins a thread. */
export const beginsThread = (value: unknown): value is { kind: 'thread' | 'broken' } =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  (value.kind === 'thread' || value.kind === 'broken')

/** A value of a file as the record that it claims to be. Throws `ThreadDamage`. */
export function parseRecord(value: unknown): TransferRecord {
  const result = recordSchema.safeParse(value)
  if (result.success) return result.data
  const { kind } = (value ?? {}) as { kind?: unknown }
  if (kind === 'broken') throw new ThreadDamage('invalid_record', (value as BrokenRecord).message)
  const [issue] = result.error.issues
  const at = issue?.path.join('.')
  const name = typeof kind === 'string' ? `A ${kind.slice(0, 20)}` : 'A record'
  throw new ThreadDamage(
    'invalid_record',
    `${name} is not valid: ${at ? `${at}: ` : ''}${issue?.message}.`,
  )
}

type Link = { id: string; lastPosition: number; lastSequence: number }

/** Checks the records of one thread in their order, keeping of each message only its id and its place. */
export class ThreadChecker {
  readonly #thread: ThreadRecord
  readonly #sequences = new Map<string, number>()
  /** By sequence number; the first element stands for no message. */
  readonly #parents: number[] = [0]
  readonly #positions: number[] = [0]
  readonly #versions = new Set<string>()
  readonly #links = new Map<string, Link>()
  readonly #summarised = new Set<number>()
  #newestMessage: string | null = null
  #steps = 0

  constructor(thread: ThreadRecord) {
    this.#thread = thread
    if (thread.last_sequence > mostMessages) {
      throw new ThreadDamage('too_large', `A thread can have ${mostMessages} messages at most.`)
    }
  }

  get messageCount(): number {
    return this.#sequences.size
  }

  /** Takes the next record of the thread. Throws `ThreadDamage`. */
  add(record: TransferRecord): void {
    switch (record.kind) {
      case 'thread':
        throw damaged('A thread begins inside another one.')
      case 'message':
        return this.#addMessage(record)
      case 'version':
        return this.#addVersion(record)
      case 'summary':
        return this.#addSummary(record)
    }
  }

  /** To be called after the last record. Throws `ThreadDamage`. */
  finish(): void {
    const { last_sequence: expected, active_leaf_id: leafId } = this.#thread
    if (this.messageCount !== expected) {
      throw new ThreadDamage(
        'incomplete',
        `The thread has ${expected} messages; the file holds ${this.messageCount} of them.`,
      )
    }
    if (leafId === null ? expected > 0 : !this.#sequences.has(leafId)) {
      throw damaged('The active branch ends at a message that is not in the thread.')
    }
  }

  /** The position of the active branch's newest message; 0 for a thread without messages. */
  get activePosition(): number {
    const { active_leaf_id: leafId } = this.#thread
    return leafId === null ? 0 : (this.#positions[this.#sequences.get(leafId) ?? 0] ?? 0)
  }

  #addMessage({ id, parent_id, position, sequence_number: sequence }: MessageRecord) {
    if (this.#links.size > 0) throw damaged('A message comes after a summary.')
    if (sequence !== this.messageCount + 1) {
      throw damaged(`Message ${this.messageCount + 1} is missing or out of order.`)
    }
    if (this.#sequences.has(id)) throw damaged('Two messages have the same id.')
    const parent = parent_id === null ? 0 : this.#sequences.get(parent_id)
    if (parent === undefined) throw damaged(`The parent of message ${sequence} is not before it.`)
    if (position !== (this.#positions[parent] ?? 0) + 1) {
      throw damaged(`The position of message ${sequence} does not follow its parent's.`)
    }
    this.#sequences.set(id, sequence)
    this.#parents.push(parent)
    this.#positions.push(position)
    this.#newestMessage = id
  }

  #addVersion({ id, message_id }: VersionRecord) {
    if (message_id !== this.#newestMessage || this.#links.size > 0) {
      throw damaged('An earlier version does not follow its message.')
    }
    if (this.#versions.has(id)) throw damaged('Two earlier versions have the same id.')
    this.#versions.add(id)
  }

  #addSummary(summary: SummaryRecord) {
    const first = this.#sequences.get(summary.first_message_id)
    const last = this.#sequences.get(summary.last_message_id)
    if (first === undefined || last === undefined) {
      throw damaged('A summary is about messages that are not in the thread.')
    }
    if (this.#links.has(summary.id)) throw damaged('Two summaries have the same id.')
    if (this.#summarised.has(last)) throw damaged('Two summaries end at the same message.')
    if (
      this.#positions[first] !== summary.first_position ||
      this.#positions[last] !== summary.last_position ||
      this.#ancestor(last, summary.first_position) !== first
    ) {
      throw damaged('A summary is not about one stretch of a branch.')
    }
    if (summary.predecessor_id !== null) {
      const predecessor = this.#links.get(summary.predecessor_id)
      if (!predecessor) throw damaged('A summary follows one that is not before it.')
      if (
        predecessor.lastPosition >= summary.first_position ||
        this.#ancestor(first, predecessor.lastPosition) !== predecessor.lastSequence
      ) {
        throw damaged('A summary does not go on where the one before it ends.')
      }
    }
    this.#summarised.add(last)
    this.#links.set(summary.id, {
      id: summary.id,
      lastPosition: summary.last_position,
      lastSequence: last,
    })
  }

  /** The message at a position of the branch that ends at a message. */
  #ancestor(sequence: number, position: number): number {
    let at = sequence
    while ((this.#positions[at] ?? 0) > position) {
      if (++this.#steps > mostSteps) throw damaged('The summaries overlap too much.')
      at = this.#parents[at] ?? 0
    }
    return at
  }
}

const damaged = (message: string) => new ThreadDamage('invalid_record', message)
