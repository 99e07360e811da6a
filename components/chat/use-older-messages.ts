'use client'

import { useRef, useState } from 'react'

import { request } from '@/components/api/request'
import { loadMarkdown } from '@/components/chat/use-markdown'
import type { Message, MessagePage } from '@/lib/core/thread/message'

export type OlderMessages = {
  messages: readonly Message[]
  hasMore: boolean
  status: 'idle' | 'loading' | 'failed'
  load: () => void
}

const pageSize = 50

/** The messages of a branch before those that the page came with, fetched page by page. */
export function useOlderMessages(
  threadId: string,
  { oldestParent, hasOlder }: { oldestParent: string | null; hasOlder: boolean },
): OlderMessages {
  const [pages, setPages] = useState<{ messages: readonly Message[]; hasMore: boolean }>({
    messages: [],
    hasMore: hasOlder,
  })
  const [status, setStatus] = useState<OlderMessages['status']>('idle')
  const isLoading = useRef(false)

  const load = async () => {
    const end = pages.messages[0]?.parent_id ?? oldestParent
    if (isLoading.current || end === null || !pages.hasMore) return
    isLoading.current = true
    setStatus('loading')
    try {
      const [response] = await Promise.all([
        request(`/api/threads/${threadId}/messages?branch=${end}&limit=${pageSize}`),
        loadMarkdown(),
      ])
      const page = (await response.json()) as MessagePage
      setPages((known) => ({
        messages: [...page.data, ...known.messages],
        hasMore: page.has_more,
      }))
      setStatus('idle')
    } catch {
      setStatus('failed')
    } finally {
      isLoading.current = false
    }
  }

  return { ...pages, status, load: () => void load() }
}
