/** Whether a part of the page is open, of which the page has one. */
export function createOpenState() {
  let isOpen = false
  const listeners = new Set<() => void>()

  function set(open: boolean) {
    if (open === isOpen) return
    isOpen = open
    for (const listener of listeners) listener()
  }

  return {
    getState: () => isOpen,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    open: () => set(true),
    close: () => set(false),
  }
}
