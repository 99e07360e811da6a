'use client'

import { Suspense, useEffect, useSyncExternalStore } from 'react'

import type { ContextPreviewStore } from '@/components/context/context-preview'
import { inspectorStore } from '@/components/context/inspector-store'
import { lazyPart } from '@/components/ui/lazy-part'

const ContextInspector = lazyPart(() => import('@/components/context/context-inspector'))

export type InspectorHostProps = {
  threadId: string
  /** The model that answers next. */
  model: string
  /** Models that answer without any AI. */
  demoModels: readonly string[]
  onModel: (model: string) => void
  store: ContextPreviewStore
}

/** The place of the context inspector beside a thread; what it shows is loaded when it is opened. */
export function InspectorHost({ threadId, ...props }: InspectorHostProps) {
  const inspected = useSyncExternalStore(
    inspectorStore.subscribe,
    inspectorStore.getState,
    () => null,
  )
  useEffect(() => inspectorStore.close, [threadId])
  if (inspected?.threadId !== threadId) return null
  return (
    <Suspense>
      <ContextInspector inspected={inspected} {...props} />
    </Suspense>
  )
}
