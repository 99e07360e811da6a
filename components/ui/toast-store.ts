export type Toast = {
  id: number
  message: string
  action?: { label: string; run: () => void }
  /** Called when it goes without its action having been taken. */
  onExpire?: () => void
  /** Unless it is the usual one. */
  durationMs?: number
}

const none: readonly Toast[] = []
let toasts = none
let topDialog: string | undefined
let nextId = 1
const listeners = new Set<() => void>()

function set(next: readonly Toast[]) {
  toasts = next
  for (const listener of listeners) listener()
}

/** Short messages at the edge of the page. */
export const toastStore = {
  /** Those that appear in a dialog, or on the page: only what is topmost can be pressed. */
  getState: (dialog?: string) => (dialog === topDialog ? toasts : none),
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  show(toast: Omit<Toast, 'id'>): number {
    const id = nextId++
    set([...toasts, { ...toast, id }])
    return id
  },
  /** Has toasts appear in a dialog, or else on the page. */
  showIn(dialog?: string) {
    topDialog = dialog
    set(toasts)
  },
  /** Takes a toast away; `expired` says that nobody took its action. */
  remove(id: number, expired: boolean) {
    const toast = toasts.find((each) => each.id === id)
    set(toasts.filter((each) => each.id !== id))
    if (expired) toast?.onExpire?.()
  },
}
