import type { Bus, Log } from '@/lib/core/ports'
import type { Actor } from '@/lib/core/thread/actor'
import { keepAlive } from '@/lib/core/turn/sse'
import type { Database } from '@/lib/server/services'

type Reader = {
  actor: Actor
  controller: ReadableStreamDefaultController<Uint8Array>
  /** Threads to be told of when the reader takes more. */
  waiting: Set<string>
}

const keepAliveMs = 15_000
/** A reader for whom more threads wait is sent away; it comes back and looks at everything anew. */
const mostWaiting = 200
/** Threads to be looked up; more of them cannot be answered in time. */
const mostChanged = 5000

const encoder = new TextEncoder()
const encodeThread = (id: string) => `event: thread\ndata: ${JSON.stringify({ thread_id: id })}\n\n`

/**
 * Tells readers which of their threads were changed, as server-sent events. A reader that is sent away, because it is too
 * slow or the database could not be asked, is expected to come back and to look at everything anew.
 */
export class ThreadEvents {
  readonly #prisma: Database['prisma']
  readonly #log: Log
  readonly #readers = new Set<Reader>()
  readonly #changed = new Set<string>()
  readonly #leave: () => void
  readonly #timer: NodeJS.Timeout
  #isLooking = false
  #isClosed = false

  constructor({ prisma, bus, log }: { prisma: Database['prisma']; bus: Bus; log: Log }) {
    this.#prisma = prisma
    this.#log = log
    this.#leave = bus.subscribe('thread-changed', (id) => this.#hear(id))
    this.#timer = setInterval(() => this.#keepAlive(), keepAliveMs).unref()
  }

  /** How many readers there are. */
  get readers(): number {
    return this.#readers.size
  }

  /** The changes of an actor's threads from now on. Cancelling it leaves. */
  follow(actor: Actor): ReadableStream<Uint8Array> {
    let reader: Reader
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        reader = { actor, controller, waiting: new Set() }
        // The headers leave with the first bytes.
        controller.enqueue(keepAlive)
        if (this.#isClosed) controller.close()
        else this.#readers.add(reader)
      },
      pull: () => send(reader),
      cancel: () => void this.#readers.delete(reader),
    })
  }

  close(): void {
    this.#isClosed = true
    clearInterval(this.#timer)
    this.#leave()
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
          select: { id: true, workspaceId: true, userId: true },
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

  #tell(thread: { id: string; workspaceId: string; userId: string }) {
    for (const reader of this.#readers) {
      const { actor, controller, waiting } = reader
      if (actor.workspaceId !== thread.workspaceId || actor.userId !== thread.userId) continue
      waiting.add(thread.id)
      if (waiting.size > mostWaiting) this.#dismiss(reader)
      else if ((controller.desiredSize ?? 0) > 0) send(reader)
    }
  }

  #keepAlive() {
    for (const { controller } of this.#readers) {
      if ((controller.desiredSize ?? 0) > 0) controller.enqueue(keepAlive)
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

function send({ controller, waiting }: Reader) {
  if (waiting.size === 0) return
  const events = [...waiting].map(encodeThread).join('')
  // First, for a reader that waits is handed the bytes at once and asks for more.
  waiting.clear()
  controller.enqueue(encoder.encode(events))
}
