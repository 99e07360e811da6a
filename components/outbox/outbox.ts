import type { Outbox, Waiting } from '@/components/chat/thread-chat'

const prefix = 'outbox:'

/** What this tab keeps, each under a lock of its name: another tab gets it when this one is closed. */
const kept = new Map<string, PromiseWithResolvers<void>>()

/**
 * Messages that the server has not taken yet. They outlive the page, and are sent by whichever tab is there: the id that each
 * has from the beginning makes that once. Stored at once, so that nothing is lost with a tab that is closed.
 */
export const outbox: Outbox = {
  keep(message) {
    try {
      localStorage.setItem(prefix + message.id, JSON.stringify(message))
    } catch {
      // Without room or leave to store it, it waits for as long as the page lives.
    }
    if (kept.has(message.id)) return
    const lock = Promise.withResolvers<void>()
    kept.set(message.id, lock)
    // There are locks on https and localhost only.
    void globalThis.navigator?.locks?.request(prefix + message.id, () => lock.promise)
  },
  drop(id) {
    try {
      localStorage.removeItem(prefix + id)
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
      .filter((key) => key.startsWith(prefix))
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

/** Calls the listener with the id of each message that another tab no longer keeps. */
export function onDropped(listener: (id: string) => void): () => void {
  const hear = ({ key, newValue }: StorageEvent) => {
    if (key?.startsWith(prefix) && newValue === null) listener(key.slice(prefix.length))
  }
  window.addEventListener('storage', hear)
  return () => window.removeEventListener('storage', hear)
}

/** Calls the listener with each message that another tab stored and left behind when it was closed. Returns how to end that. */
export function onLeftBehind(listener: (waiting: Waiting) => void): () => void {
  const leave = new AbortController()
  const { signal } = leave
  const wait = ({ key, newValue }: StorageEvent) => {
    if (!key?.startsWith(prefix) || newValue === null) return
    const take = () => {
      const waiting = readOutbox().find(({ id }) => prefix + id === key)
      if (!waiting) return
      listener(waiting)
      return kept.get(waiting.id)?.promise
    }
    // Rejects when it is ended.
    navigator.locks?.request(key, { signal }, take).catch(() => undefined)
  }
  window.addEventListener('storage', wait, { signal })
  return () => leave.abort()
}
