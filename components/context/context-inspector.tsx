'use client'

import { useTranslations } from 'next-intl'

import { InspectorFrame } from '@/components/context/inspector-frame'
import type { InspectorHostProps } from '@/components/context/inspector-host'
import { inspectorStore, type Inspected } from '@/components/context/inspector-store'
import { NextTurn } from '@/components/context/next-turn'
import { WhatWasSent } from '@/components/context/what-was-sent'

export type ContextInspectorProps = Omit<InspectorHostProps, 'threadId'> & { inspected: Inspected }

/** What a model gets to read: for the next turn, or for an answer that was given. */
export default function ContextInspector({ inspected, ...props }: ContextInspectorProps) {
  const t = useTranslations('context')
  const { threadId, answerId } = inspected
  if (answerId === null) {
    return (
      <InspectorFrame
        inspected={inspected}
        title={t('next.title')}
        description={t('next.description')}
      >
        <NextTurn threadId={threadId} {...props} />
      </InspectorFrame>
    )
  }
  return (
    <InspectorFrame
      inspected={inspected}
      title={t('past.title')}
      description={t('past.description')}
    >
      <WhatWasSent
        key={answerId}
        answerId={answerId}
        onShowNext={() => inspectorStore.open({ ...inspected, answerId: null })}
      />
    </InspectorFrame>
  )
}
