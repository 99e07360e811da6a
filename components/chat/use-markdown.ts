'use client'

import { useSyncExternalStore, type ComponentType } from 'react'

import type { StreamingMarkdownProps } from '@/components/chat/streaming-markdown'

let loaded: ComponentType<StreamingMarkdownProps> | null = null
let loading: Promise<void> | null = null
const listeners = new Set<() => void>()

/** Fetches the code that renders Markdown in the browser; the first page comes without it. */
export function loadMarkdown(): Promise<void> {
  loading ??= import('@/components/chat/streaming-markdown')
    .then(({ StreamingMarkdown }) => {
      loaded = StreamingMarkdown
      for (const listener of listeners) listener()
    })
    .catch(() => {
      // The text is readable without; the next answer tries again.
      loading = null
    })
  return loading
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The renderer, or null while it is not here. */
export const useMarkdown = () =>
  useSyncExternalStore(
    subscribe,
    () => loaded,
    () => null,
  )
