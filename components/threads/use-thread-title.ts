'use client'

import { useEffect, useSyncExternalStore } from 'react'

import { knownThread, threadList } from '@/components/threads/thread-list-store'
import { plainName } from '@/lib/core/thread/plain-name'

/** A thread's title as the list has it, where it may just have been changed; also in the browser's tab. */
export function useThreadTitle(threadId: string, known: string | null): string | null {
  const title = useSyncExternalStore(
    threadList.subscribe,
    () => (known === null ? null : (knownThread(threadId)?.title ?? known)),
    () => known,
  )
  useEffect(() => {
    document.title = title === null ? 'Skein' : `${plainName(title)} · Skein`
  }, [title])
  return title
}
