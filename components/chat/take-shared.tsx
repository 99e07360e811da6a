'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'

import { returnToDraft } from '@/components/chat/draft'
import { newThreadDraft } from '@/components/chat/thread-chats'

/** Begins a new thread with a draft; nothing is sent. */
export function TakeShared({ text }: { text: string }) {
  const router = useRouter()
  const isTaken = useRef(false)
  useEffect(() => {
    if (isTaken.current) return
    isTaken.current = true
    if (text !== '') returnToDraft(newThreadDraft, text)
    router.replace('/')
  }, [router, text])
  return null
}
