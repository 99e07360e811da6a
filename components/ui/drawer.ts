let isOpen = false
const listeners = new Set<() => void>()

function set(open: boolean) {
  if (open === isOpen) return
  isOpen = open
  for (const listener of listeners) listener()
}

/** Whether the side of the page is drawn in on a screen that has no room for it. */
export const drawer = {
  getState: () => isOpen,
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  open: () => set(true),
  close: () => set(false),
}
