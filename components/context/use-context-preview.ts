'use client'

import { useEffect, useState } from 'react'

import { request } from '@/components/api/request'
import type { LiveTurn } from '@/components/chat/live-turn'
import { hasEnded } from '@/components/chat/stored-message'
import { ContextPreviewStore } from '@/components/context/context-preview'
import { whileVisible } from '@/components/live/while-visible'
import type { SummaryList } from '@/lib/core/summary/summary'

export type PreviewedThread = {
  isStored: boolean
  model: string
  turns: readonly LiveTurn[]
  summaries: SummaryList
  /** Another one when what is shown was read anew: the branch may be another one, too. */
  page: unknown
}

/** What the next turn of a thread would send, fetched anew whenever something that this page sees may have changed it; not in a hidden tab. */
export function useContextPreview(
  threadId: string,
  { isStored, model, turns, summaries, page }: PreviewedThread,
): ContextPreviewStore {
  const [store] = useState(() => new ContextPreviewStore(request, { threadId, model }))
  const answersOver = turns.filter(({ status }) => hasEnded(status)).length
  const inForce = summaries.data.find((summary) => summary.in_force)
  const summaryState = inForce ? [inForce.id, inForce.edited_at, inForce.content].join() : ''

  // Before it is opened, so that it fetches once for both.
  useEffect(() => store.setModel(model), [store, model])
  useEffect(
    () => (isStored ? whileVisible(() => store.open()) : undefined),
    [store, isStored, answersOver, summaryState, page],
  )

  return store
}
