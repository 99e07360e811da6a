import { explain, request } from '@/components/api/request'
import { threadList } from '@/components/threads/thread-list-store'
import { toastStore } from '@/components/ui/toast-store'
import { plainName } from '@/lib/core/thread/plain-name'

const undoMs = 6000
const pending = new Map<string, () => void>()
const leftKey = 'threads-deleted-on-leaving'

/**
 * Hides a thread and deletes it when the person has not taken it back for a few seconds. Nothing is sent before; a page
 * that is left meanwhile sends it then.
 */
export function deleteThreadLater(id: string, title: string, onUndo: () => void): void {
  threadList.setLeaving(id, true)
  const send = (keepalive: boolean) => {
    if (!pending.delete(id)) return
    request(`/api/threads/${id}`, { method: 'DELETE', keepalive })
      .then(() => threadList.refresh())
      .catch((error) => toastStore.show({ message: explain(error) }))
      .finally(() => threadList.setLeaving(id, false))
  }
  pending.set(id, () => send(true))
  toastStore.show({
    message: `Deleted “${plainName(title)}”.`,
    durationMs: undoMs,
    action: {
      label: 'Undo',
      run() {
        pending.delete(id)
        threadList.setLeaving(id, false)
        onUndo()
      },
    },
    onExpire: () => send(false),
  })
}

if (typeof window !== 'undefined') {
  void hideDeletedOnLeaving()
  window.addEventListener('pagehide', () => {
    if (pending.size > 0) writeLeft([...pending.keys()])
    for (const send of pending.values()) send()
  })
}

/** A page that is reloaded was rendered before the one that was left could send what it had to delete. */
async function hideDeletedOnLeaving() {
  const left = takeLeft()
  if (left.length === 0) return
  for (const id of left) threadList.setLeaving(id, true)
  await threadList.refresh()
  for (const id of left) threadList.setLeaving(id, false)
}

function writeLeft(ids: string[]) {
  try {
    sessionStorage.setItem(leftKey, JSON.stringify(ids))
  } catch {
    // Without leave to store it, the list shows them until its next refresh.
  }
}

function takeLeft(): string[] {
  try {
    const ids = JSON.parse(sessionStorage.getItem(leftKey) ?? '[]') as string[]
    sessionStorage.removeItem(leftKey)
    return ids
  } catch {
    return []
  }
}
