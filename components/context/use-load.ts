'use client'

import { useCallback, useEffect, useState } from 'react'

export type Load<T> = (signal: AbortSignal) => Promise<T>

type Loaded<T> = { data: T | null; failure: unknown; by: Load<T> | null }

/**
 * What the function loads, again for each other function; none for null. Until then, and after a failure, what was loaded
 * before.
 */
export function useLoad<T>(load: Load<T> | null) {
  const [loaded, setLoaded] = useState<Loaded<T>>({ data: null, failure: null, by: null })
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    if (!load) return
    const abort = new AbortController()
    const settle = (change: Partial<Loaded<T>>) => {
      if (!abort.signal.aborted) setLoaded((before) => ({ ...before, ...change, by: load }))
    }
    load(abort.signal).then(
      (data) => settle({ data, failure: null }),
      (failure: unknown) => settle({ failure }),
    )
    return () => abort.abort()
  }, [load, attempt])

  const retry = useCallback(() => {
    setLoaded((before) => ({ ...before, failure: null, by: null }))
    setAttempt((count) => count + 1)
  }, [])
  const isLoading = load !== null && loaded.by !== load
  return { data: loaded.data, failure: isLoading ? null : loaded.failure, isLoading, retry }
}
