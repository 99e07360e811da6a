'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent } from 'react'

import { request } from '@/components/api/request'
import type { LiveTurn } from '@/components/chat/live-turn'
import { subscribeLive } from '@/components/live/live-events'
import { threadList } from '@/components/threads/thread-list-store'
import type { MessagePage } from '@/lib/core/thread/message'

/** Fetches what was written elsewhere, when the tab is looked at again, or when the server says that the thread was changed. */
export function useCatchUp({
  threadId,
  leaf,
  turns,
}: {
  threadId: string
  /** The newest message that is shown. */
  leaf: string | null
  turns: readonly LiveTurn[]
}) {
  const router = useRouter()

  const catchUp = useEffectEvent(async () => {
    void threadList.refresh()
    // What is being sent decides by itself what is newest.
    if (leaf === null || turns.some(({ answerId }) => answerId === null)) return
    const response = await request(`/api/threads/${threadId}/messages?branch=active&limit=1`)
    const page = (await response.json()) as MessagePage
    const id = page.data[0]?.id
    if (id !== undefined && id !== leaf) router.refresh()
  })

  useEffect(() => {
    const onVisible = () => {
      // Without a connection the page stays as it is; the streams say so themselves.
      if (document.visibilityState === 'visible') catchUp().catch(() => undefined)
    }
    document.addEventListener('visibilitychange', onVisible)
    const leave = subscribeLive((id) => id === threadId && onVisible())
    return () => {
      document.removeEventListener('visibilitychange', onVisible)
      leave()
    }
  }, [threadId])
}
