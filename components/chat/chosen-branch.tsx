'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef } from 'react'

import { explain } from '@/components/api/explain'
import { request } from '@/components/api/request'
import { toastStore } from '@/components/ui/toast-store'

/**
 * Makes the branch that is shown the one that is gone on with, when the page was opened at a message of another one. A branch that
 * is chosen elsewhere later is followed.
 */
export default function ChosenBranch({
  threadId,
  found,
  messageId,
  page,
}: {
  threadId: string
  /** The message that the page was opened at. */
  found: string
  /** The same, where it is on another branch than the active one. */
  messageId: string | null
  /** Another one when the thread was read anew. */
  page: unknown
}) {
  const router = useRouter()
  const decided = useRef<string | null>(null)
  const isChoosing = useRef(false)
  const choose = useEffectEvent(async (id: string) => {
    isChoosing.current = true
    try {
      await request(`/api/threads/${threadId}`, { method: 'PATCH', body: { active_leaf_id: id } })
      router.refresh()
    } catch (error) {
      toastStore.show({ message: explain(error) })
    }
    isChoosing.current = false
  })
  const follow = useEffectEvent(() => router.replace(`/t/${threadId}`))
  useEffect(() => {
    const isNew = found !== decided.current
    decided.current = found
    if (messageId === null) return
    if (isNew) void choose(messageId)
    else if (!isChoosing.current) follow()
  }, [found, messageId, page])
  return null
}
