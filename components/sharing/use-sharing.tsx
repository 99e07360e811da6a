'use client'

import { Suspense, useState, useSyncExternalStore, type ReactNode } from 'react'

import type { Visibility } from '@/components/sharing/share-state'
import { knownThread, threadList } from '@/components/threads/thread-list-store'
import { lazyPart } from '@/components/ui/lazy-part'
import { lazySoon } from '@/components/ui/lazy-soon'

const ShareButton = lazySoon(() => import('@/components/sharing/share-button'))
const ShareDialog = lazyPart(() => import('@/components/sharing/share-dialog'))

/** Who may read a thread: what says it, and what leads to where it is changed. */
export function useSharing(
  threadId: string,
  known: Visibility,
): { open: () => void; button: ReactNode; dialog: ReactNode } {
  const [isOpen, setOpen] = useState(false)
  // Of a thread that the list has not loaded.
  const [changed, setChanged] = useState<Visibility | null>(null)
  const visibility = useSyncExternalStore(
    threadList.subscribe,
    () => knownThread(threadId)?.visibility ?? changed ?? known,
    () => known,
  )
  const open = () => setOpen(true)
  return {
    open,
    button: visibility !== 'private' && <ShareButton visibility={visibility} onOpen={open} />,
    dialog: isOpen && (
      <Suspense>
        <ShareDialog
          threadId={threadId}
          visibility={visibility}
          onVisibility={(next) => {
            setChanged(next)
            threadList.note(threadId, { visibility: next })
          }}
          onClose={() => setOpen(false)}
        />
      </Suspense>
    ),
  }
}
