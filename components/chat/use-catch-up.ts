'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent } from 'react'

import { request } from '@/components/api/request'
import type { LiveTurn } from '@/components/chat/live-turn'
import { threadList } from '@/components/threads/thread-list-store'
import type { MessagePage } from '@/lib/core/thread/message'

/** When the tab is looked at again: fetches what was written elsewhere meanwhile. */
export function useCatchUp({
  threadId,
  newest,
  turns,
}: {
  threadId: string
  newest: string | null
  turns: readonly LiveTurn[]
}) {
  const router = useRouter()

  const catchUp = useEffectEvent(async () => {
    void threadList.refresh()
    if (newest === null && turns.length === 0) return
    const response = await request(`/api/threads/${threadId}/messages?branch=active&limit=1`)
    const page = (await response.json()) as MessagePage
    const id = page.data[0]?.id
    const isKnown = id === undefined || id === newest || turns.some((turn) => turn.answerId === id)
    if (!isKnown) router.refresh()
  })

  useEffect(() => {
    const onVisible = () => {
      // Without a connection the page stays as it is; the streams say so themselves.
      if (document.visibilityState === 'visible') catchUp().catch(() => undefined)
    }
    document.addEventListener('visibilitychange', onVisible)
    return () => document.removeEventListener('visibilitychange', onVisible)
  }, [])
}
