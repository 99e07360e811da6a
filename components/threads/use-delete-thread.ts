import { useTranslations } from 'next-intl'

import { deleteThreadsLater } from '@/components/threads/delete-thread'
import { plainName, shownTitle } from '@/lib/core/thread/plain-name'
import type { Thread } from '@/lib/core/thread/thread'

/** Deletes a thread, with an offer to take it back. */
export function useDeleteThread() {
  const t = useTranslations('threads.row')
  return ({ id, title }: Pick<Thread, 'id' | 'title'>, onUndo?: () => void) =>
    deleteThreadsLater([id], {
      message: t('deleted', { title: plainName(shownTitle(title, t('untitled'))) }),
      undo: t('undo'),
      onUndo,
    })
}
