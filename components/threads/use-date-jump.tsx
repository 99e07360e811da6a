'use client'

import { Suspense, useState, type ReactNode } from 'react'

import { lazyPart } from '@/components/ui/lazy-part'

const DateDialog = lazyPart(() => import('@/components/threads/date-dialog'))

/** The way to the messages of a day. */
export function useDateJump(threadId: string): { open: () => void; dialog: ReactNode } {
  const [isOpen, setOpen] = useState(false)
  return {
    open: () => setOpen(true),
    dialog: isOpen && (
      <Suspense>
        <DateDialog threadId={threadId} onClose={() => setOpen(false)} />
      </Suspense>
    ),
  }
}
