import { toastStore } from '@/components/ui/toast-store'

type Work<State> = (show: (state: State) => void, signal: AbortSignal) => Promise<void>

/**
 * One transfer at a time, which goes on while other pages of the product are looked at. A tab that would end it asks first; how it
 * ended is told in a toast when nobody follows it.
 */
export function createTransferStore<State>(idle: State) {
  let state = idle
  let running: AbortController | null = null
  const listeners = new Set<() => void>()

  return {
    idle,
    getState: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async run(work: Work<State>, describe: (state: State) => string) {
      running?.abort()
      const own = new AbortController()
      running = own
      window.addEventListener('beforeunload', askBeforeLeaving)
      await work((next) => {
        if (running !== own) return
        state = next
        for (const listener of listeners) listener()
      }, own.signal)
      if (running !== own) return
      running = null
      window.removeEventListener('beforeunload', askBeforeLeaving)
      if (listeners.size === 0) toastStore.show({ message: describe(state) })
    },
    cancel: () => running?.abort(),
  }
}

const askBeforeLeaving = (event: BeforeUnloadEvent) => event.preventDefault()
