'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState, useSyncExternalStore } from 'react'

import type { ThreadChat, ThreadChatState, ThreadSettings } from '@/components/chat/thread-chat'
import { openThreadChat } from '@/components/chat/thread-chats'
import { whileVisible } from '@/components/live/while-visible'

export type Loaded = {
  threadId: string
  isStored: boolean
  settings: ThreadSettings
}

/** The live side of a thread, followed while the component is on the page. */
export function useThreadChat(loaded: Loaded): { chat: ThreadChat; state: ThreadChatState } {
  const { threadId, isStored, settings } = loaded
  const t = useTranslations('chat')
  const [chat] = useState(() => openThreadChat(threadId, { isStored, settings, t }))
  // As the server knew it. Of a chat that has just been opened it is the state itself, so that nothing is rendered twice.
  const [initial] = useState<ThreadChatState>(() => {
    const now = chat.getState()
    const isNew = now.settings === settings && now.turns.length === 0
    return isNew ? now : { turns: [], settings, isStored, announcement: '', refusal: null }
  })
  const state = useSyncExternalStore(chat.subscribe, chat.getState, () => initial)

  useEffect(() => chat.show(), [chat])
  useEffect(() => whileVisible(chat.enter), [chat])
  useEffect(() => {
    if (isStored) chat.reconcile(settings)
  }, [chat, isStored, settings])

  return { chat, state }
}
