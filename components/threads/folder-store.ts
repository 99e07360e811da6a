import { request } from '@/components/api/request'
import { coalesce } from '@/components/live/coalesce'
import { mostOpen, openFoldersCookie } from '@/components/threads/open-folders'
import type { Folder, FolderList } from '@/lib/core/thread/folder'

export type FolderState = { folders: readonly Folder[]; open: ReadonlySet<string> }

const yearInSeconds = 31_536_000

let state: FolderState = { folders: [], open: new Set() }
const listeners = new Set<() => void>()

function set(change: Partial<FolderState>) {
  state = { ...state, ...change }
  for (const listener of listeners) listener()
}

const refresh = coalesce(async () => {
  try {
    const list = (await (await request('/api/folders')).json()) as FolderList
    set({ folders: list.data })
  } catch {
    // They stay as they are until the next change.
  }
})

/** The folders of the list, and which of them are open in this browser. */
export const folderStore = {
  getState: () => state,
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  seed: (folders: readonly Folder[], open: readonly string[]) =>
    set({ folders, open: new Set([...state.open, ...open]) }),
  refresh,
  /** Makes a folder. Throws when the server refuses. */
  async create(name: string): Promise<Folder> {
    const response = await request('/api/folders', { method: 'POST', body: { name } })
    const folder = (await response.json()) as Folder
    if (!state.folders.some(({ id }) => id === folder.id)) {
      set({ folders: [...state.folders, folder] })
    }
    return folder
  },
  /** Renames a folder or puts it elsewhere. Throws when the server refuses. */
  async change(id: string, body: { name?: string; position?: number }): Promise<void> {
    await request(`/api/folders/${id}`, { method: 'PATCH', body })
    await refresh()
  },
  /** Deletes a folder. Throws when the server refuses. */
  async remove(id: string): Promise<void> {
    await request(`/api/folders/${id}`, { method: 'DELETE' })
    set({ folders: state.folders.filter((folder) => folder.id !== id) })
  },
  setOpen(id: string, isOpen: boolean) {
    const open = new Set(state.open)
    if (isOpen) open.add(id)
    else open.delete(id)
    set({ open })
    const kept = state.folders.flatMap((folder) => (open.has(folder.id) ? [folder.id] : []))
    document.cookie = `${openFoldersCookie}=${kept.slice(0, mostOpen).join('.')}; path=/; max-age=${yearInSeconds}; samesite=lax`
  },
}
