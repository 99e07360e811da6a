'use client'

import { Share2 } from 'lucide-react'
import { lazy, Suspense, useState, useSyncExternalStore, type ReactNode } from 'react'

import { ShareButton } from '@/components/sharing/share-button'
import type { Visibility } from '@/components/sharing/share-state'
import { threadList } from '@/components/threads/thread-list-store'
import type { MenuItem } from '@/components/ui/menu'

const ShareDialog = lazy(() => import('@/components/sharing/share-dialog'))

/** Who may read a thread: what says it, and what leads to where it is changed. */
export function useSharing(
  threadId: string,
  known: Visibility,
): { item: MenuItem; button: ReactNode; dialog: ReactNode } {
  const [isOpen, setOpen] = useState(false)
  // Of a thread that the list has not loaded.
  const [changed, setChanged] = useState<Visibility | null>(null)
  const listed = useSyncExternalStore(
    threadList.subscribe,
    () => threadList.getState().threads.find(({ id }) => id === threadId)?.visibility,
    () => undefined,
  )
  const visibility = listed ?? changed ?? known
  const open = () => setOpen(true)
  return {
    item: { label: 'Share…', icon: <Share2 size={15} aria-hidden />, run: open },
    button: <ShareButton visibility={visibility} onOpen={open} />,
    dialog: isOpen && (
      <Suspense>
        <ShareDialog
          threadId={threadId}
          visibility={visibility}
          onVisibility={(next) => {
            setChanged(next)
            threadList.setVisibility(threadId, next)
          }}
          onClose={() => setOpen(false)}
        />
      </Suspense>
    ),
  }
}
