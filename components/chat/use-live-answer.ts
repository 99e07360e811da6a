'use client'

import { useSyncExternalStore } from 'react'

import type { renderLiveAnswer } from '@/components/chat/render-live-answer'
import { soon } from '@/components/ui/lazy-soon'
import { loadPatiently } from '@/components/ui/load-patiently'

let loaded: typeof renderLiveAnswer | null = null
let loading: Promise<void> | null = null
const listeners = new Set<() => void>()

/** Fetches the code that renders answers in the browser; a page comes with its answers rendered, and without it. */
export function loadLiveAnswer(): Promise<void> {
  loading ??= loadPatiently(() => import('@/components/chat/render-live-answer'))
    .then((module) => {
      loaded = module.renderLiveAnswer
      for (const listener of listeners) listener()
    })
    .catch(() => {
      // The text is readable without; the next answer tries again.
      loading = null
    })
  return loading
}
soon(loadLiveAnswer)

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What renders an answer in the browser, or null while it is not here. */
export const useLiveAnswer = () =>
  useSyncExternalStore(
    subscribe,
    () => loaded,
    () => null,
  )
