'use client'

import { useEffect } from 'react'

import { connectWhileVisible, subscribeLive } from '@/components/live/live-events'
import { threadList } from '@/components/threads/thread-list-store'

/** Keeps the page true to what is written in the background, such as titles. One on the page. */
export function LiveUpdates() {
  useEffect(() => {
    const leave = subscribeLive(() => void threadList.refresh())
    const disconnect = connectWhileVisible()
    return () => {
      disconnect()
      leave()
    }
  }, [])
  return null
}
