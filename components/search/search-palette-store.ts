let isOpen = false
const listeners = new Set<() => void>()

function set(open: boolean) {
  if (open === isOpen) return
  isOpen = open
  for (const listener of listeners) listener()
}

/** Whether the search is shown, wherever on the page it was asked for. */
export const searchPalette = {
  getState: () => isOpen,
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  open: () => set(true),
  close: () => set(false),
}
