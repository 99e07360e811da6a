'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useSyncExternalStore } from 'react'

import { knownThread, threadList } from '@/components/threads/thread-list-store'
import { plainName, shownTitle } from '@/lib/core/thread/plain-name'

/** A thread's title as the list has it, where it may just have been changed; also in the browser's tab. */
export function useThreadTitle(threadId: string, known: string | null): string | null {
  const t = useTranslations('threads.row')
  const stored = useSyncExternalStore(
    threadList.subscribe,
    () => (known === null ? null : (knownThread(threadId)?.title ?? known)),
    () => known,
  )
  const title = stored && shownTitle(stored, t('untitled'))
  useEffect(() => {
    document.title = title === null ? 'Skein' : `${plainName(title)} · Skein`
  }, [title])
  return title
}
