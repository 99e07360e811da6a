import type { Outbox, Waiting } from '@/components/chat/thread-chat'

const prefix = 'outbox:'

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
  },
  drop(id) {
    try {
      localStorage.removeItem(prefix + id)
    } catch {
      // Then there was nothing.
    }
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
