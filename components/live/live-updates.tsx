'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent } from 'react'

import { restoreOutbox } from '@/components/chat/thread-chats'
import {
  connectWhileVisible,
  subscribeFolders,
  subscribeGone,
  subscribeLive,
} from '@/components/live/live-events'
import { folderStore } from '@/components/threads/folder-store'
import { threadList } from '@/components/threads/thread-list-store'
import { lazySoon } from '@/components/ui/lazy-soon'

const ConnectionBar = lazySoon(() => import('@/components/live/connection-bar'))

/** Keeps the page true to what is written in the background, such as titles. One on the page. */
export function LiveUpdates() {
  const t = useTranslations('chat')
  // The texts are others with each page that the server renders anew; that is no reason to connect anew.
  const restore = useEffectEvent(() => restoreOutbox(t))
  useEffect(() => {
    const leave = subscribeLive((id) =>
      id === null ? void threadList.refresh() : void threadList.look(id),
    )
    const leaveGone = subscribeGone(threadList.forget)
    const leaveFolders = subscribeFolders(() => void folderStore.refresh())
    const disconnect = connectWhileVisible()
    const closeOutbox = restore()
    return () => {
      disconnect()
      closeOutbox()
      leave()
      leaveGone()
      leaveFolders()
    }
  }, [])
  return <ConnectionBar />
}
