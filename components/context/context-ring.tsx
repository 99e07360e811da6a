'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'

import type { ContextPreviewStore } from '@/components/context/context-preview'
import { describeFill } from '@/components/context/describe-fill'
import { inspectorStore } from '@/components/context/inspector-store'
import { IconButton } from '@/components/ui/icon-button'

/** How full the model's window is; opens the context inspector. */
export default function ContextRing({
  threadId,
  store,
}: {
  threadId: string
  store: ContextPreviewStore
}) {
  const t = useTranslations('context')
  const { preview } = useSyncExternalStore(store.subscribe, store.getState, store.getState)
  const inspected = useSyncExternalStore(
    inspectorStore.subscribe,
    inspectorStore.getState,
    () => null,
  )
  const isOpen = inspected?.threadId === threadId && inspected.answerId === null
  const { label, percent, needsCare } = describeFill(preview, t)
  return (
    <IconButton
      label={label}
      tip="none"
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      data-needs-script
      data-needs-care={needsCare || undefined}
      icon={<Ring percent={percent} needsCare={needsCare} />}
      onClick={({ currentTarget: opener }) =>
        isOpen ? inspectorStore.close() : inspectorStore.open({ threadId, answerId: null, opener })
      }
      className="rounded-full!"
    />
  )
}

function Ring({ percent, needsCare }: { percent: number; needsCare: boolean }) {
  return (
    <svg viewBox="0 0 20 20" fill="none" strokeWidth={3} className="size-5 -rotate-90" aria-hidden>
      <circle cx={10} cy={10} r={7.5} className="stroke-line-strong" />
      {percent > 0 && (
        <circle
          cx={10}
          cy={10}
          r={7.5}
          pathLength={100}
          strokeDasharray={`${percent} 100`}
          className={clsx(
            'transition-[stroke-dasharray]',
            needsCare ? 'stroke-caution' : 'stroke-accent',
          )}
        />
      )}
    </svg>
  )
}
