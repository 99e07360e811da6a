const storageKey = 'draft-recent-models'
const most = 3

/** The models that were chosen last in this browser, the newest first. */
export function recentModels(): string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]')
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

/** Takes note of a model that was chosen. */
export function rememberModel(id: string): void {
  const ids = [id, ...recentModels().filter((known) => known !== id)]
  try {
    localStorage.setItem(storageKey, JSON.stringify(ids.slice(0, most)))
  } catch {
    // Without leave to store it, it is forgotten.
  }
}
