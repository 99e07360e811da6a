'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent } from 'react'

import { explain } from '@/components/api/explain'
import { request } from '@/components/api/request'
import { toastStore } from '@/components/ui/toast-store'

/** Makes the branch that is shown the one that is gone on with, when the page was opened at a message of another one. */
export function useChosenBranch(threadId: string, messageId: string | null): void {
  const router = useRouter()
  const choose = useEffectEvent(async (id: string) => {
    try {
      await request(`/api/threads/${threadId}`, { method: 'PATCH', body: { active_leaf_id: id } })
      router.refresh()
    } catch (error) {
      toastStore.show({ message: explain(error) })
    }
  })
  useEffect(() => {
    if (messageId !== null) void choose(messageId)
  }, [messageId])
}
