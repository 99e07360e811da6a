'use client'

import { useCallback, useEffect, useState } from 'react'

import { request } from '@/components/api/request'
import { coalesce } from '@/components/live/coalesce'
import { isListening, subscribeLive } from '@/components/live/live-events'
import {
  missingBefore,
  withLink,
  withNewest,
  withOlder,
} from '@/components/summaries/summary-chain'
import type { Summary, SummaryList } from '@/lib/core/summary/summary'

/** As many links as the messages of a page have, if they are of the usual length. */
const pageSize = 10

async function fetchChain(threadId: string, before?: number): Promise<SummaryList> {
  const query = `limit=${pageSize}${before === undefined ? '' : `&before_position=${before}`}`
  const response = await request(`/api/threads/${threadId}/summaries?${query}`)
  return response.json() as Promise<SummaryList>
}

/** The chain of a thread's summaries as this page knows it: kept true while it is open, and as far back as it shows. */
export function useSummaries(
  threadId: string,
  {
    initial,
    isStored,
    shown,
  }: { initial: SummaryList; isStored: boolean; shown: ReadonlySet<string> },
) {
  const [known, setKnown] = useState({ initial, list: initial })
  // The server has rendered the page again.
  if (known.initial !== initial) setKnown({ initial, list: withNewest(known.list, initial) })
  const change = useCallback(
    (next: (list: SummaryList) => SummaryList) =>
      setKnown((before) => {
        const list = next(before.list)
        // Mostly nothing has changed, and no message needs to be rendered again.
        return JSON.stringify(list) === JSON.stringify(before.list) ? before : { ...before, list }
      }),
    [],
  )

  const [refresh] = useState(() =>
    coalesce(async () => {
      const newest = await fetchChain(threadId)
      change((list) => withNewest(list, newest))
    }),
  )

  useEffect(() => {
    if (!isStored) return
    // What is shown stays until the next word of the server.
    const catchUp = () => void refresh().catch(() => undefined)
    // A page that was left and is come back to may be as old as its leaving.
    if (isListening()) catchUp()
    return subscribeLive((id) => {
      if (id === null || id === threadId) catchUp()
    })
  }, [threadId, isStored, refresh])

  const before = missingBefore(known.list, shown)
  useEffect(() => {
    if (before === null) return
    let isGone = false
    fetchChain(threadId, before)
      .then((older) => {
        if (!isGone) change((list) => withOlder(list, older))
      })
      // The messages are there without; the next ones that are loaded ask again.
      .catch(() => undefined)
    return () => {
      isGone = true
    }
  }, [threadId, before, shown, change])

  const put = useCallback((summary: Summary) => change((list) => withLink(list, summary)), [change])
  return { list: known.list, refresh, put }
}
