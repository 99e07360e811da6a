const firstPauseMs = 400
const longestPauseMs = 10_000

/** Waits longer after each failure; ends early when the network comes back. Rejects when aborted. */
export function pause(failures: number, signal: AbortSignal): Promise<void> {
  const duration = Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1))
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => () => {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      signal.removeEventListener('abort', aborted)
      finish()
    }
    const done = settle(resolve)
    const aborted = settle(() => reject(signal.reason))
    const timer = setTimeout(done, duration * (0.75 + Math.random() / 2))
    window.addEventListener('online', done)
    signal.addEventListener('abort', aborted)
  })
}
