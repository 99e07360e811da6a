import { beginsThread } from '@/lib/core/transfer/thread-checker'

/** Goes through the records of a file, thread by thread, looking one record ahead. */
export class RecordCursor {
  readonly #batches: AsyncGenerator<unknown[]>
  #batch: unknown[] = []
  #next = 0
  #isOver = false

  constructor(batches: AsyncGenerator<unknown[]>) {
    this.#batches = batches
  }

  /** Whether there is another record, of this thread or of the next. */
  async hasNext(): Promise<boolean> {
    while (this.#next >= this.#batch.length && !this.#isOver) {
      const { done, value } = await this.#batches.next()
      this.#next = 0
      this.#batch = done ? [] : value
      this.#isOver = done ?? false
    }
    return !this.#isOver
  }

  /** Whether the next record belongs to the thread whose records are being taken. */
  async isInThread(): Promise<boolean> {
    return (await this.hasNext()) && !beginsThread(this.#batch[this.#next])
  }

  /** Whether the next record begins a thread; to be asked after `hasNext`. */
  get isAtThread(): boolean {
    return beginsThread(this.#batch[this.#next])
  }

  /** What the thread that the next record begins calls itself. */
  get title(): string | null {
    const { title } = this.#batch[this.#next] as { title?: unknown }
    return typeof title === 'string' ? title.slice(0, 200) : null
  }

  /** The next record; to be called after `hasNext` or `isInThread`. */
  take(): unknown {
    const record = this.#batch[this.#next]
    this.#batch[this.#next++] = undefined
    return record
  }

  async skipThread(): Promise<void> {
    while (await this.isInThread()) this.take()
  }

  async close(): Promise<void> {
    await this.#batches.return(undefined)
  }
}
