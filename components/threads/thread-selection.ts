/** As many as the API changes at once. */
export const mostSelected = 200

let selected: ReadonlySet<string> | null = null
const listeners = new Set<() => void>()

function set(next: ReadonlySet<string> | null) {
  selected = next
  for (const listener of listeners) listener()
}

/** The threads that are chosen to do something with all of them; null: none are being chosen. */
export const threadSelection = {
  getState: () => selected,
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  begin: (...ids: string[]) => set(new Set(ids)),
  toggle(id: string) {
    const next = new Set(selected)
    if (!next.delete(id) && next.size < mostSelected) next.add(id)
    set(next)
  },
  end: () => set(null),
}
