'use client'

import { useEffect } from 'react'

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
const UnsentMessages = lazySoon(() => import('@/components/outbox/unsent-messages'))

/** Keeps the page true to what is written in the background, such as titles. One on the page. */
export function LiveUpdates() {
  useEffect(() => {
    const leave = subscribeLive((id) =>
      id === null ? void threadList.refresh() : void threadList.look(id),
    )
    const leaveGone = subscribeGone(threadList.forget)
    const leaveFolders = subscribeFolders(() => void folderStore.refresh())
    const disconnect = connectWhileVisible()
    return () => {
      disconnect()
      leave()
      leaveGone()
      leaveFolders()
    }
  }, [])
  return (
    <>
      <ConnectionBar />
      <UnsentMessages />
    </>
  )
}
