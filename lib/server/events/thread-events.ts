import type { Bus, Log } from '@/lib/core/ports'
import type { Actor } from '@/lib/core/access/actor'
import { can, type ThreadFacts } from '@/lib/core/access/can'
import { keepAlive } from '@/lib/core/turn/sse'
import { readNews } from '@/lib/server/events/tell-owner'
import type { Database } from '@/lib/server/services'

type Reader = {
  actor: Actor
  controller: ReadableStreamDefaultController<Uint8Array>
  /** Whether it has taken everything and waits for more. */
  isIdle: boolean
  /** When it came, in milliseconds. */
  since: number
  /** Events to be told when the reader takes more. */
  waiting: Set<string>
}

const keepAliveMs = 15_000
/** After this a reader is sent away, to come back as whoever they are by then. */
const longestVisitMs = 5 * 60_000
/** A reader for whom more threads wait is sent away; it comes back and looks at everything anew. */
const mostWaiting = 200
/** Threads to be looked up; more of them cannot be answered in time. */
const mostChanged = 5000

const encoder = new TextEncoder()
const threadEvent = (id: string) => `event: thread\ndata: ${JSON.stringify({ thread_id: id })}\n\n`
const goneEvent = (id: string) => `event: gone\ndata: ${JSON.stringify({ thread_id: id })}\n\n`
const foldersEvent = 'event: folders\ndata: {}\n\n'

/**
 * Tells readers which of the threads that they may read were changed, and when their folders were, as server-sent events. A reader that is sent away, because it is too
 * slow or the database could not be asked, is expected to come back and to look at everything anew.
 */
export class ThreadEvents {
  readonly #prisma: Database['prisma']
  readonly #log: Log
  readonly #readers = new Set<Reader>()
  readonly #changed = new Set<string>()
  readonly #leave: (() => void)[]
  readonly #timer: NodeJS.Timeout
  #isLooking = false
  #isClosed = false

  constructor({ prisma, bus, log }: { prisma: Database['prisma']; bus: Bus; log: Log }) {
    this.#prisma = prisma
    this.#log = log
    this.#leave = [
      bus.subscribe('thread-changed', (id) => this.#hear(id)),
      bus.subscribe('owner-news', (news) => this.#tellOwner(news)),
    ]
    this.#timer = setInterval(() => this.#keepAlive(), keepAliveMs).unref()
  }

  /** How many readers there are. */
  get readers(): number {
    return this.#readers.size
  }

  /** The changes of an actor's threads, from the first look at the stream on. Cancelling it leaves. */
  follow(actor: Actor): ReadableStream<Uint8Array> {
    let reader: Reader | null = null
    return new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          if (reader) return takeMore(reader)
          if (this.#isClosed) return controller.close()
          reader = { actor, controller, isIdle: true, since: Date.now(), waiting: new Set() }
          this.#readers.add(reader)
          // The headers leave with the first bytes.
          send(reader, keepAlive)
        },
        cancel: () => void (reader && this.#readers.delete(reader)),
      },
      // Not pulled before somebody reads: to a HEAD request nobody does, and nobody cancels either.
      { highWaterMark: 0 },
    )
  }

  close(): void {
    this.#isClosed = true
    clearInterval(this.#timer)
    for (const leave of this.#leave) leave()
    this.#dismissAll()
  }

  #hear(id: string) {
    if (this.#readers.size === 0) return
    if (this.#changed.size >= mostChanged) return this.#dismissAll()
    this.#changed.add(id)
    void this.#look()
  }

  /** Asks once for all threads that were changed while the last question was on its way. */
  async #look() {
    if (this.#isLooking) return
    this.#isLooking = true
    try {
      while (this.#changed.size > 0) {
        const ids = [...this.#changed]
        this.#changed.clear()
        const threads = await this.#prisma.thread.findMany({
          where: { id: { in: ids } },
          select: { id: true, workspaceId: true, userId: true, visibility: true },
        })
        for (const thread of threads) this.#tell(thread)
      }
    } catch (error) {
      this.#log.error('events-failed', {}, error)
      this.#dismissAll()
    } finally {
      this.#isLooking = false
    }
  }

  #tell(thread: ThreadFacts & { id: string }) {
    for (const reader of this.#readers) {
      if (can(reader.actor, 'read', thread)) this.#give(reader, threadEvent(thread.id))
    }
  }

  /** What no look into the database would tell any more. */
  #tellOwner(news: string) {
    const { workspaceId, userId, about } = readNews(news)
    for (const reader of this.#readers) {
      const { actor } = reader
      if (actor.userId !== userId) continue
      // To come back as whoever they are by now.
      if (about === 'sessions') this.#dismiss(reader)
      else if (actor.workspaceId === workspaceId)
        this.#give(reader, about === 'folders' ? foldersEvent : goneEvent(about))
    }
  }

  #give(reader: Reader, event: string) {
    reader.waiting.add(event)
    if (reader.waiting.size > mostWaiting) this.#dismiss(reader)
    else if (reader.isIdle) takeMore(reader)
  }

  #keepAlive() {
    for (const reader of this.#readers) {
      if (Date.now() - reader.since > longestVisitMs) this.#dismiss(reader)
      else if (reader.isIdle) send(reader, keepAlive)
    }
  }

  #dismiss(reader: Reader) {
    this.#readers.delete(reader)
    reader.controller.close()
  }

  #dismissAll() {
    this.#changed.clear()
    for (const reader of this.#readers) this.#dismiss(reader)
  }
}

function takeMore(reader: Reader) {
  reader.isIdle = true
  if (reader.waiting.size === 0) return
  const events = [...reader.waiting].join('')
  reader.waiting.clear()
  send(reader, encoder.encode(events))
}

function send(reader: Reader, bytes: Uint8Array) {
  // First, for a reader that waits is handed the bytes at once and may ask for more.
  reader.isIdle = false
  reader.controller.enqueue(bytes)
}
