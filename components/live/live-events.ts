import { pause } from '@/components/chat/pause'

/** Called with the thread that was changed; with null when anything may have been, since nobody was listening. */
export type LiveListener = (threadId: string | null) => void

const listeners = new Set<LiveListener>()
let isConnected = false

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

/** Listens to the server while somebody can see the tab, on one connection. Returns how to end it. */
export function connectWhileVisible(): () => void {
  let connection: AbortController | null = null
  const end = () => {
    connection?.abort()
    connection = null
  }
  const adjust = () => {
    if (document.visibilityState !== 'visible') return end()
    if (connection) return
    connection = new AbortController()
    void stayConnected(connection.signal)
  }
  document.addEventListener('visibilitychange', adjust)
  adjust()
  return () => {
    document.removeEventListener('visibilitychange', adjust)
    end()
  }
}

async function stayConnected(signal: AbortSignal) {
  for (let failures = 1; !signal.aborted; failures++) {
    const wasConnected = await listen(signal)
    if (wasConnected) failures = 1
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
      tell(null)
    })
    source.addEventListener('thread', (event) => {
      const { thread_id: threadId } = JSON.parse(event.data) as { thread_id: string }
      tell(threadId)
    })
    // The browser's own reconnecting has no back-off.
    source.addEventListener('error', end)
    signal.addEventListener('abort', end)
  })
}
