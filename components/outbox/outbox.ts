import type { Outbox, Waiting } from '@/components/chat/thread-chat'

/** What a message is stored and locked under, before its id. */
export const outboxPrefix = 'outbox:'

/** What this tab keeps, each under a lock of its name: another tab gets it when this one is closed. */
const kept = new Map<string, PromiseWithResolvers<void>>()

/**
 * Messages that the server has not taken yet. They outlive the page, and are sent by whichever tab is there: the id that each
 * has from the beginning makes that once. Stored at once, so that nothing is lost with a tab that is closed.
 */
export const outbox: Outbox = {
  keep(message) {
    try {
      localStorage.setItem(outboxPrefix + message.id, JSON.stringify(message))
    } catch {
      // Without room or leave to store it, it waits for as long as the page lives.
    }
    if (kept.has(message.id)) return
    const lock = Promise.withResolvers<void>()
    kept.set(message.id, lock)
    // There are locks on https and localhost only.
    void globalThis.navigator?.locks?.request(outboxPrefix + message.id, () => lock.promise)
  },
  drop(id) {
    try {
      localStorage.removeItem(outboxPrefix + id)
    } catch {
      // Then there was nothing.
    }
    kept.get(id)?.resolve()
    kept.delete(id)
  },
}

/** What waits, in the order in which it was sent. */
export function readOutbox(): Waiting[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(outboxPrefix))
      .toSorted()
      .map((key) => JSON.parse(localStorage.getItem(key) ?? '') as Waiting)
  } catch {
    return []
  }
}

/** The newest thread that waits for its first message to be taken; null when there is none. */
export const waitingThread = (): string | null =>
  typeof window === 'undefined'
    ? null
    : (readOutbox().findLast(({ isStored }) => !isStored)?.threadId ?? null)

/** Settles when this tab keeps a message no longer. */
export const untilDropped = (id: string): Promise<void> | undefined => kept.get(id)?.promise
