import { isContainer } from './arbitrary-of'
import type { Known, Reference, ReferenceKind } from './generated-requests'

const nothing = '019a0000-0000-7000-8000-000000000000'
const emptyExport = JSON.stringify({
  format: 'skein',
  version: 1,
  exported_at: '2026-01-01T00:00:00.000Z',
  records: [],
})
const keptExports = 5
const oftenUsed = 10

/** Learns from the answers of a server what there is, so that later requests can speak of it. */
export class KnownThings implements Known {
  readonly #ids: Record<Exclude<ReferenceKind, 'export'>, Set<string>> = {
    thread: new Set(),
    message: new Set(),
    summary: new Set(),
    turn: new Set(),
    cursor: new Set(),
    folder: new Set(),
    file: new Set(),
    prompt: new Set(),
  }
  readonly #messagesOf = new Map<string, Set<string>>()
  readonly #exports: string[] = []
  #theme: string | undefined

  /** Makes one of the threads the one that most references mean, so that requests meet in it. */
  turnTo(round: number): void {
    const threads = [...this.#ids.thread].slice(0, oftenUsed)
    this.#theme = threads[round % threads.length]
  }

  find({ kind, pick }: Reference): string {
    if (kind === 'export') return this.#exports[pick % this.#exports.length] ?? emptyExport
    if (kind === 'thread' && this.#theme && pick % 3 === 0) return this.#theme
    const own = [...(this.#messagesOf.get(this.#theme ?? '') ?? [])]
    if (kind === 'message' && own.length > 0 && pick % 3 !== 1) {
      return own.at(-1 - (pick % Math.min(own.length, 6))) ?? nothing
    }
    const all = [...this.#ids[kind]]
    return all[pick % all.length] ?? nothing
  }

  forget(thread: string): void {
    this.#ids.thread.delete(thread)
    this.#messagesOf.delete(thread)
  }

  learnThread(id: string): void {
    this.#ids.thread.add(id)
  }

  learnExport(text: string): void {
    this.#exports.push(text)
    if (this.#exports.length > keptExports) this.#exports.shift()
  }

  /** Takes in whatever a body of JSON tells of that later requests can name. */
  learn(body: unknown): void {
    if (!isContainer(body)) return
    if (Array.isArray(body)) return body.forEach((item) => this.learn(item))
    const { id, thread_id, turn_id, next_cursor } = body
    if (typeof turn_id === 'string') this.#ids.turn.add(turn_id)
    if (typeof next_cursor === 'string') this.#ids.cursor.add(next_cursor)
    if (typeof id === 'string') {
      if ('last_activity_at' in body) this.#ids.thread.add(id)
      if ('predecessor_id' in body) this.#ids.summary.add(id)
      if ('is_own' in body) this.#ids.prompt.add(id)
      if ('thumbnail_url' in body) this.#ids.file.add(id)
      if ('position' in body && 'name' in body) this.#ids.folder.add(id)
      if ('sequence_number' in body && typeof thread_id === 'string')
        this.learnMessage(id, thread_id)
    }
    Object.values(body).forEach((item) => this.learn(item))
  }

  learnMessage(id: string, thread: string): void {
    this.#ids.message.add(id)
    const messages = this.#messagesOf.get(thread) ?? new Set()
    this.#messagesOf.set(thread, messages.add(id))
  }
}
