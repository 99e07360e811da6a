'use client'

import { Suspense, useSyncExternalStore } from 'react'

import { threadDialogs } from '@/components/threads/thread-dialogs'
import { knownThread, threadList } from '@/components/threads/thread-list-store'
import { threadSelection } from '@/components/threads/thread-selection'
import { lazyPart } from '@/components/ui/lazy-part'

const MoveDialog = lazyPart(() => import('@/components/threads/move-dialog'))
const ShareDialog = lazyPart(() => import('@/components/sharing/share-dialog'))

/** Where dialogs about threads of the list appear, outside of the drawer that may close. One on the page. */
export default function ThreadDialogHost() {
  const dialog = useSyncExternalStore(threadDialogs.subscribe, threadDialogs.getState, () => null)
  if (dialog === null) return null
  return (
    <Suspense>
      {dialog.kind === 'move' ? (
        <MoveDialog ids={dialog.ids} onMoved={threadSelection.end} onClose={threadDialogs.close} />
      ) : (
        <ShareDialog
          threadId={dialog.id}
          visibility={knownThread(dialog.id)?.visibility ?? 'private'}
          onVisibility={(visibility) => threadList.note(dialog.id, { visibility })}
          onClose={threadDialogs.close}
        />
      )}
    </Suspense>
  )
}
