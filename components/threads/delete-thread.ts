import { explain } from '@/components/api/explain'
import { request } from '@/components/api/request'
import { forgetDrafts } from '@/components/chat/forget-drafts'
import { noteDeletedOnLeaving } from '@/components/threads/deleted-on-leaving'
import { offerUndo } from '@/components/shortcuts/offer-undo'
import { threadList } from '@/components/threads/thread-list-store'
import { toastStore } from '@/components/ui/toast-store'

const pending = new Map<readonly string[], () => void>()

/**
 * Hides threads and deletes them when the person has not taken it back for a few seconds. Nothing is sent before; a page
 * that is left meanwhile sends it then.
 */
export function deleteThreadsLater(
  ids: readonly string[],
  { message, undo, onUndo }: { message: string; undo: string; onUndo?: () => void },
): void {
  const setLeaving = (isLeaving: boolean) => {
    for (const id of ids) threadList.setLeaving(id, isLeaving)
  }
  setLeaving(true)
  const send = (keepalive: boolean) => {
    if (!pending.delete(ids)) return
    deleteNow(ids, keepalive)
      .then(() => {
        for (const id of ids) threadList.forget(id)
        forgetDrafts(ids)
        return threadList.refresh()
      })
      .catch((error) => toastStore.show({ message: explain(error) }))
      .finally(() => setLeaving(false))
  }
  pending.set(ids, () => send(true))
  offerUndo({
    message,
    label: undo,
    undo() {
      pending.delete(ids)
      setLeaving(false)
      onUndo?.()
    },
    onExpire: () => send(false),
  })
}

const deleteNow = (ids: readonly string[], keepalive: boolean) =>
  ids.length === 1
    ? request(`/api/threads/${ids[0]}`, { method: 'DELETE', keepalive })
    : request('/api/threads/bulk', { method: 'POST', body: { ids, action: 'delete' }, keepalive })

if (typeof window !== 'undefined') {
  window.addEventListener('pagehide', () => {
    if (pending.size > 0) noteDeletedOnLeaving([...pending.keys()].flat())
    for (const send of pending.values()) send()
  })
}
