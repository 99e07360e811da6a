export type ThreadDialog =
  { kind: 'move'; ids: readonly string[] } | { kind: 'share'; id: string } | null

let dialog: ThreadDialog = null
const listeners = new Set<() => void>()

function set(next: ThreadDialog) {
  dialog = next
  for (const listener of listeners) listener()
}

/** The dialog about threads of the list that is open; one at a time. */
export const threadDialogs = {
  getState: () => dialog,
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  open: (next: NonNullable<ThreadDialog>) => set(next),
  close: () => set(null),
}
