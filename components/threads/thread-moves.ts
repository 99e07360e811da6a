import { explain } from '@/components/api/explain'
import { threadList, type ThreadChange } from '@/components/threads/thread-list-store'
import { toastStore } from '@/components/ui/toast-store'

/** The type under which a dragged thread's id travels. */
export const threadDragType = 'application/x-skein-thread'

export const sayWhy = (error: unknown): void => void toastStore.show({ message: explain(error) })

/** Changes threads, one or several; says why when it does not work. */
export function changeThreads(
  ids: readonly string[],
  action: { action: string; changed: ThreadChange },
): Promise<void> {
  const [only] = ids
  const isOne = ids.length === 1 && only !== undefined
  const done = isOne ? threadList.change(only, action.changed) : threadList.changeAll(ids, action)
  return done.catch(sayWhy)
}

export const moveThreads = (ids: readonly string[], folderId: string | null): Promise<void> =>
  changeThreads(ids, { action: 'move', changed: { folder_id: folderId } })
