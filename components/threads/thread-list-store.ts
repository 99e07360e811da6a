import { request } from '@/components/api/request'
import { coalesce } from '@/components/live/coalesce'
import type { ThreadList, ThreadListItem } from '@/lib/core/thread/thread'

export type ThreadListState = {
  threads: readonly ThreadListItem[]
  nextCursor: string | null
  loading: 'idle' | 'more' | 'failed'
  /** Threads that will be deleted unless the person takes it back. */
  leaving: ReadonlySet<string>
}

const pageSize = 30
const empty: ThreadListState = {
  threads: [],
  nextCursor: null,
  loading: 'idle',
  leaving: new Set(),
}

let state = empty
const listeners = new Set<() => void>()

function set(change: Partial<ThreadListState>) {
  state = { ...state, ...change }
  for (const listener of listeners) listener()
}

async function fetchPage(cursor: string | null): Promise<ThreadList> {
  const query = new URLSearchParams({ limit: String(pageSize), ...(cursor ? { cursor } : {}) })
  return (await request(`/api/threads?${query}`)).json() as Promise<ThreadList>
}

/** The newest page in front of the older threads that were loaded before, each once. */
export function withNewest(page: ThreadList, known: ThreadListState): Partial<ThreadListState> {
  const newest = { ...page, data: page.data.map((thread) => newerOf(thread, known)) }
  const ids = new Set(newest.data.map(({ id }) => id))
  const oldest = newest.data.at(-1)?.last_activity_at ?? ''
  const older = known.threads.filter(
    (thread) => !ids.has(thread.id) && thread.last_activity_at < oldest,
  )
  if (newest.next_cursor === null) return { threads: newest.data, nextCursor: null }
  return {
    threads: [...newest.data, ...older],
    nextCursor: older.length > 0 ? known.nextCursor : newest.next_cursor,
  }
}

/** A page that the server rendered may come later than a change that was fetched after it. */
function newerOf(thread: ThreadListItem, { threads }: ThreadListState): ThreadListItem {
  const known = threads.find(({ id }) => id === thread.id)
  return known && known.updated_at > thread.updated_at ? known : thread
}

/** Fetches the newest page. One at a time; a call meanwhile makes one more follow. Never rejects. */
const refresh = coalesce(async () => {
  try {
    set(withNewest(await fetchPage(null), state))
  } catch {
    // The list stays as it is until the next activity.
  }
})

/** The list of threads as this tab knows it. */
export const threadList = {
  getState: () => state,
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  /** Takes the page that the server rendered. */
  seed(list: ThreadList) {
    set(withNewest(list, state))
  },
  refresh,
  async loadMore(): Promise<void> {
    const { nextCursor, loading } = state
    if (nextCursor === null || loading === 'more') return
    set({ loading: 'more' })
    try {
      const page = await fetchPage(nextCursor)
      const known = new Set(state.threads.map(({ id }) => id))
      set({
        threads: [...state.threads, ...page.data.filter(({ id }) => !known.has(id))],
        nextCursor: page.next_cursor,
        loading: 'idle',
      })
    } catch {
      set({ loading: 'failed' })
    }
  },
  /** Changes the title, at once here and then on the server. Throws when the server refuses. */
  async rename(id: string, title: string): Promise<void> {
    const previous = state.threads.find((thread) => thread.id === id)?.title
    retitle(id, title)
    try {
      await request(`/api/threads/${id}`, { method: 'PATCH', body: { title } })
    } catch (error) {
      if (previous !== undefined) retitle(id, previous)
      throw error
    }
  },
  /** Takes over who may read a thread, which the server knows already. */
  setVisibility(id: string, visibility: ThreadListItem['visibility']) {
    change(id, { visibility })
  },
  /** Hides a thread, or shows it again. */
  setLeaving(id: string, isLeaving: boolean) {
    const leaving = new Set(state.leaving)
    if (isLeaving) leaving.add(id)
    else leaving.delete(id)
    set({ leaving })
  },
}

const retitle = (id: string, title: string) => change(id, { title })

function change(id: string, changed: Partial<ThreadListItem>) {
  set({
    threads: state.threads.map((thread) => (thread.id === id ? { ...thread, ...changed } : thread)),
  })
}
