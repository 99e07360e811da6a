'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'

import type { StoredMessage } from '@/components/chat/stored-message'
import type { ThreadChat, ThreadChatState, ThreadSettings } from '@/components/chat/thread-chat'
import { openThreadChat } from '@/components/chat/thread-chats'

export type Loaded = {
  threadId: string
  isStored: boolean
  settings: ThreadSettings
  history: readonly StoredMessage[]
}

/** The live side of a thread, followed while the component is on the page. */
export function useThreadChat(loaded: Loaded): { chat: ThreadChat; state: ThreadChatState } {
  const { threadId, isStored, settings, history } = loaded
  const [chat] = useState(() => openThreadChat(threadId, { isStored, settings }))
  const [initial] = useState<ThreadChatState>(() => ({
    turns: [],
    settings,
    isStored,
    announcement: '',
    refusal: null,
  }))
  const state = useSyncExternalStore(chat.subscribe, chat.getState, () => initial)

  useEffect(() => chat.enter(), [chat])
  useEffect(() => {
    if (isStored) chat.reconcile(history, settings)
  }, [chat, isStored, history, settings])

  return { chat, state }
}
