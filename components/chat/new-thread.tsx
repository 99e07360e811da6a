'use client'

import { usePathname } from 'next/navigation'
import { useState } from 'react'

import { newId } from '@/components/api/new-id'
import EmptyThread from '@/components/chat/empty-thread'
import { ThreadView, type ThreadViewProps } from '@/components/chat/thread-view'
import { waitingThread } from '@/components/outbox/outbox'
import { noSummaries } from '@/components/summaries/summary-chain'

const noHistory: ThreadViewProps['history'] = []
const noBodies: ThreadViewProps['bodies'] = []

type NewThreadProps = Pick<ThreadViewProps, 'settings' | 'modelNames' | 'demoModels' | 'demoNote'>

/**
 * A thread that begins here. With its first message the address becomes the thread's own, without another page being
 * fetched; from then on this page shows whatever thread the address names.
 */
export function NewThread(props: NewThreadProps) {
  const opened = /^\/t\/([^/]+)$/.exec(usePathname())?.[1]
  const [nextId, setNextId] = useState(() => waitingThread() ?? newId())
  if (opened !== undefined && opened === nextId) setNextId(newId())
  const threadId = opened ?? nextId
  return (
    <ThreadView
      key={threadId}
      {...props}
      threadId={threadId}
      Empty={EmptyThread}
      isStored={false}
      history={noHistory}
      bodies={noBodies}
      hasOlder={false}
      summaries={noSummaries}
    />
  )
}
