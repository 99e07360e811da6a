/** What was stored when this tab last read or wrote it. */
const seen = new Map<string, string | null>()

/** What is stored in this browser under a name; null for nothing, and without leave to read it. */
export function readStored(name: string): string | null {
  try {
    const text = localStorage.getItem(name)
    seen.set(name, text)
    return text
  } catch {
    return null
  }
}

/**
 * Stores a text under a name, or with null removes it: not what another tab has stored since, which is that one's. Without room or
 * leave it does nothing.
 */
export function writeStored(name: string, text: string | null): void {
  try {
    if (text !== null) localStorage.setItem(name, text)
    else if (localStorage.getItem(name) === seen.get(name)) localStorage.removeItem(name)
    seen.set(name, text)
  } catch {
    // It lives as long as the page.
  }
}
