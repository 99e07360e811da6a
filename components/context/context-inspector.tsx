'use client'

import { InspectorFrame } from '@/components/context/inspector-frame'
import type { InspectorHostProps } from '@/components/context/inspector-host'
import { inspectorStore, type Inspected } from '@/components/context/inspector-store'
import { NextTurn } from '@/components/context/next-turn'
import { WhatWasSent } from '@/components/context/what-was-sent'

export type ContextInspectorProps = Omit<InspectorHostProps, 'threadId'> & { inspected: Inspected }

/** What a model gets to read: for the next turn, or for an answer that was given. */
export default function ContextInspector({ inspected, ...props }: ContextInspectorProps) {
  const { threadId, answerId } = inspected
  if (answerId === null) {
    return (
      <InspectorFrame
        inspected={inspected}
        title="Next turn"
        description="What the model will get with the next message. Tokens are estimated."
      >
        <NextTurn threadId={threadId} {...props} />
      </InspectorFrame>
    )
  }
  return (
    <InspectorFrame
      inspected={inspected}
      title="What was sent"
      description="What the model got to write this answer. Tokens are estimated unless the provider counted them."
    >
      <WhatWasSent
        key={answerId}
        answerId={answerId}
        onShowNext={() => inspectorStore.open({ ...inspected, answerId: null })}
      />
    </InspectorFrame>
  )
}
