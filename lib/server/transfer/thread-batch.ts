import { plainText, type MessageError, type MessageStatus } from '@/lib/core/thread/message'
import type {
  MessageRecord,
  SummaryRecord,
  ThreadRecord,
  TransferRecord,
  VersionRecord,
} from '@/lib/core/transfer/records'

const mostRows = 1000
const mostLength = 2_000_000

const neverFinished: MessageError = {
  code: 'interrupted',
  message: 'The answer was still being written when the thread was exported.',
}

/** Rows of one thread that are stored by one statement, as JSON. */
export class ThreadBatch {
  readonly threads: string[] = []
  readonly messages: string[] = []
  readonly versions: string[] = []
  readonly votes: string[] = []
  readonly summaries: string[] = []
  #length = 0
  #rows = 0

  get isFull(): boolean {
    return this.#rows >= mostRows || this.#length >= mostLength
  }

  addThread(thread: ThreadRecord, activePosition: number): void {
    this.#add(this.threads, { ...thread, active_position: activePosition })
  }

  /** Takes a record of the thread that is not the thread itself. */
  add(record: Exclude<TransferRecord, ThreadRecord>): void {
    switch (record.kind) {
      case 'message':
        return this.#addMessage(record)
      case 'version':
        return this.#addVersion(record)
      case 'summary':
        return this.#addSummary(record)
    }
  }

  #addMessage(message: MessageRecord) {
    const isUnfinished = isRunning(message.status)
    this.#add(this.messages, {
      ...message,
      content: plainText(message.parts),
      status: isUnfinished ? 'interrupted' : message.status,
      error: isUnfinished ? (message.error ?? neverFinished) : message.error,
      vote: undefined,
    })
    if (message.vote) this.#add(this.votes, { message_id: message.id, ...message.vote })
  }

  #addVersion(version: VersionRecord) {
    this.#add(this.versions, { ...version, content: plainText(version.parts) })
  }

  #addSummary(summary: SummaryRecord) {
    this.#add(this.summaries, summary)
  }

  #add(rows: string[], row: object) {
    const json = JSON.stringify(row)
    rows.push(json)
    this.#rows++
    this.#length += json.length
  }
}

const isRunning = (status: MessageStatus) => status === 'pending' || status === 'streaming'
