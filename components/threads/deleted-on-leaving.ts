import { knownThread, threadList } from '@/components/threads/thread-list-store'

const leftKey = 'threads-deleted-on-leaving'
const mostLooks = 6
const lookMs = 1000

/** A page that is reloaded was rendered before the one that was left could send what it had to delete. */
export async function hideDeletedOnLeaving(): Promise<void> {
  const left = takeLeft()
  if (left.length === 0) return
  for (const id of left) threadList.setLeaving(id, true)
  for (let looks = 1; ; looks++) {
    await threadList.refresh()
    // The server may hear of it later than it renders the next page, or never.
    if (looks === mostLooks || !left.some(knownThread)) break
    await new Promise((resolve) => setTimeout(resolve, lookMs))
  }
  for (const id of left) threadList.setLeaving(id, false)
}

/** To be called with what is deleted while the page is left. */
export function noteDeletedOnLeaving(ids: string[]): void {
  try {
    sessionStorage.setItem(leftKey, JSON.stringify(ids))
  } catch {
    // Without leave to store it, the list shows them until its next refresh.
  }
}

function takeLeft(): string[] {
  try {
    const ids = JSON.parse(sessionStorage.getItem(leftKey) ?? '[]') as string[]
    sessionStorage.removeItem(leftKey)
    return ids
  } catch {
    return []
  }
}
