export type Inspected = {
  readonly threadId: string
  /** The answer whose context is shown; null for the next turn. */
  readonly answerId: string | null
  /** Gets the focus back. */
  readonly opener: HTMLElement
}

const listeners = new Set<() => void>()
let state: Inspected | null = null

function set(next: Inspected | null) {
  if (next === state) return
  state = next
  for (const listener of listeners) listener()
}

/** What the context inspector shows, of which the page has one. */
export const inspectorStore = {
  open(inspected: Inspected) {
    // Safari gives a clicked button no focus, and a dialog gives it back to whatever had it.
    if (!state) inspected.opener.focus()
    set(inspected)
  },
  close: () => set(null),
  getState: () => state,
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
