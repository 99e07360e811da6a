/**
 * Makes a piece of work that runs once at a time: a call while it runs makes it run once more, for what was seen may be old
 * by then. The promise settles when what was asked for has been done; a failure is the last run's.
 */
export function coalesce(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let isStale = false
  return () => {
    isStale = true
    running ??= (async () => {
      while (isStale) {
        isStale = false
        await work()
      }
    })().finally(() => {
      running = null
    })
    return running
  }
}
