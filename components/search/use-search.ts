'use client'

import { useEffect, useState } from 'react'

import { explain } from '@/components/api/explain'
import { request } from '@/components/api/request'
import type { SearchResult } from '@/lib/core/search/search'

const quietMs = 140
export const shortestQuery = 2

export type SearchState = {
  /** What was found, for `query`; while the next answer is awaited, what was found before. */
  result: SearchResult | null
  /** What `result` is for. */
  query: string
  isLoading: boolean
  failure: string | null
  loadMore: () => void
}

const none = { result: null, query: '', failure: null }

async function ask(q: string, cursor: string | null, signal: AbortSignal): Promise<SearchResult> {
  const query = new URLSearchParams({ q, ...(cursor === null ? {} : { cursor }) })
  return (await request(`/api/search?${query}`, { signal })).json() as Promise<SearchResult>
}

/** Asks the server once the person pauses; the answer to what was typed before is not waited for. */
export function useSearch(typed: string): SearchState {
  const wanted = typed.trim()
  const [found, setFound] = useState<Omit<SearchState, 'isLoading' | 'loadMore'>>(none)
  const [isLoadingMore, setLoadingMore] = useState(false)
  const isSearching = wanted.length >= shortestQuery

  useEffect(() => {
    if (!isSearching) return
    const stale = new AbortController()
    const timer = setTimeout(() => {
      ask(wanted, null, stale.signal).then(
        (result) => !stale.signal.aborted && setFound({ result, query: wanted, failure: null }),
        (error) =>
          !stale.signal.aborted &&
          setFound({ result: null, query: wanted, failure: explain(error) }),
      )
    }, quietMs)
    return () => {
      clearTimeout(timer)
      stale.abort()
    }
  }, [wanted, isSearching])

  const { result, query } = found
  const loadMore = async () => {
    if (!result?.next_cursor || isLoadingMore) return
    setLoadingMore(true)
    try {
      const page = await ask(query, result.next_cursor, new AbortController().signal)
      setFound((known) =>
        known.result === result
          ? {
              ...known,
              failure: null,
              result: {
                ...page,
                threads: result.threads,
                messages: [...result.messages, ...page.messages],
              },
            }
          : known,
      )
    } catch (error) {
      setFound((known) => (known.result === result ? { ...known, failure: explain(error) } : known))
    } finally {
      setLoadingMore(false)
    }
  }

  if (!isSearching) return { ...none, isLoading: false, loadMore: () => undefined }
  return { ...found, isLoading: query !== wanted || isLoadingMore, loadMore: () => void loadMore() }
}
