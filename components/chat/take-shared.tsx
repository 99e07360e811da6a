'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'

import { useAttachments } from '@/components/attachments/use-attachments'
import { returnToDraft } from '@/components/chat/draft'
import { newThreadDraft } from '@/components/chat/thread-chats'
import { takeSharedFiles } from '@/components/pwa/shared-files'

/** Begins a new thread with a draft and the files that came with it; nothing is sent. */
export function TakeShared({ text }: { text: string }) {
  const router = useRouter()
  const { attach } = useAttachments(newThreadDraft)
  const isTaken = useRef(false)
  useEffect(() => {
    if (isTaken.current) return
    isTaken.current = true
    if (text !== '') returnToDraft(newThreadDraft, text)
    void takeSharedFiles().then((files) => {
      attach(files)
      router.replace('/')
    })
  }, [router, text, attach])
  return null
}
