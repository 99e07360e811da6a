'use client'

import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { v7 } from 'uuid'

import { ThreadView, type ThreadViewProps } from '@/components/chat/thread-view'
import { noSummaries } from '@/components/summaries/summary-chain'

const noHistory: ThreadViewProps['history'] = []
const noBodies: ThreadViewProps['bodies'] = []

/**
 * A thread that begins here. With its first message the address becomes the thread's own, without another page being
 * fetched; from then on this page shows whatever thread the address names.
 */
export function NewThread(props: Pick<ThreadViewProps, 'settings' | 'modelNames' | 'demoModels'>) {
  const opened = /^\/t\/([^/]+)$/.exec(usePathname())?.[1]
  const [nextId, setNextId] = useState(() => v7())
  if (opened !== undefined && opened === nextId) setNextId(v7())
  const threadId = opened ?? nextId
  return (
    <ThreadView
      key={threadId}
      {...props}
      threadId={threadId}
      isStored={false}
      history={noHistory}
      bodies={noBodies}
      hasOlder={false}
      summaries={noSummaries}
    />
  )
}
