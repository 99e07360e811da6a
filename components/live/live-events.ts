import { request, RequestError } from '@/components/api/request'
import { pause } from '@/components/chat/pause'
import { whileVisible } from '@/components/live/while-visible'

/** Called with the thread that was changed; with null when anything may have been, since nobody was listening. */
export type LiveListener = (threadId: string | null) => void

const listeners = new Set<LiveListener>()
const goneListeners = new Set<(threadId: string) => void>()
const folderListeners = new Set<() => void>()
let isConnected = false
let isLost = false
const watchers = new Set<() => void>()

/** Whether the server does not answer although it was asked for. */
export const isConnectionLost = (): boolean => isLost

export function watchConnection(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

function setLost(lost: boolean) {
  if (lost === isLost) return
  isLost = lost
  for (const watcher of watchers) watcher()
}

/** Whether the server is listened to: what was rendered before may be old, what comes from now on is heard. */
export const isListening = (): boolean => isConnected

function tell(threadId: string | null) {
  for (const listener of listeners) listener(threadId)
}

/** Hears what was changed by somebody else than this page. Returns how to leave. */
export function subscribeLive(listener: LiveListener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Hears which threads were deleted. Returns how to leave. */
export function subscribeGone(listener: (threadId: string) => void): () => void {
  goneListeners.add(listener)
  return () => goneListeners.delete(listener)
}

/** Hears that folders were changed, or may have been. Returns how to leave. */
export function subscribeFolders(listener: () => void): () => void {
  folderListeners.add(listener)
  return () => folderListeners.delete(listener)
}

function tellOfFolders() {
  for (const listener of folderListeners) listener()
}

/** Listens to the server while somebody can see the tab, on one connection. Returns how to end it. */
export const connectWhileVisible = (): (() => void) =>
  whileVisible(() => {
    const connection = new AbortController()
    void stayConnected(connection.signal)
    return () => connection.abort()
  })

async function stayConnected(signal: AbortSignal) {
  for (let failures = 1; !signal.aborted; failures++) {
    const wasConnected = await listen(signal)
    if (wasConnected) failures = 1
    setLost(!signal.aborted)
    // Rejects when the tab is left.
    if (!signal.aborted) await pause(failures, signal).catch(() => undefined)
  }
}

/** One connection until it is cut or given up; says whether there was one. */
function listen(signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const source = new EventSource('/api/events')
    let wasConnected = false
    const end = () => {
      source.close()
      isConnected = false
      signal.removeEventListener('abort', end)
      resolve(wasConnected)
    }
    source.addEventListener('open', () => {
      wasConnected = true
      isConnected = true
      setLost(false)
      tell(null)
      tellOfFolders()
    })
    source.addEventListener('gone', (event) => {
      const { thread_id: threadId } = JSON.parse(event.data) as { thread_id: string }
      for (const listener of goneListeners) listener(threadId)
    })
    source.addEventListener('folders', tellOfFolders)
    source.addEventListener('thread', (event) => {
      const { thread_id: threadId } = JSON.parse(event.data) as { thread_id: string }
      tell(threadId)
    })
    source.addEventListener('error', () => {
      // An answer that was no stream; the browser keeps its status to itself.
      if (source.readyState === EventSource.CLOSED) leaveIfSignedOut()
      // The browser's own reconnecting has no back-off.
      end()
    })
    signal.addEventListener('abort', end)
  })
}

/** The server sends the reloaded page to sign in, and back here from there. */
function leaveIfSignedOut() {
  request('/api/user').catch((error) => {
    if (error instanceof RequestError && error.status === 401) location.reload()
  })
}
