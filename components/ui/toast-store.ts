export type Toast = {
  id: number
  message: string
  action?: { label: string; run: () => void }
  /** Called when it goes without its action having been taken. */
  onExpire?: () => void
  /** Unless it is the usual one. */
  durationMs?: number
}

let toasts: readonly Toast[] = []
let nextId = 1
const listeners = new Set<() => void>()

function set(next: readonly Toast[]) {
  toasts = next
  for (const listener of listeners) listener()
}

/** Short messages at the edge of the page. */
export const toastStore = {
  getState: () => toasts,
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  show(toast: Omit<Toast, 'id'>): number {
    const id = nextId++
    set([...toasts, { ...toast, id }])
    return id
  },
  /** Takes a toast away; `expired` says that nobody took its action. */
  remove(id: number, expired: boolean) {
    const toast = toasts.find((each) => each.id === id)
    set(toasts.filter((each) => each.id !== id))
    if (expired) toast?.onExpire?.()
  },
}
