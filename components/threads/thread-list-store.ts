import { request, RequestError } from '@/components/api/request'
import { coalesce } from '@/components/live/coalesce'
import type { Thread, ThreadList, ThreadListItem } from '@/lib/core/thread/thread'

export type ThreadListState = {
  /** The most recently active threads, page by page. */
  threads: readonly ThreadListItem[]
  nextCursor: string | null
  loading: 'idle' | 'more' | 'failed'
  /** Threads that were loaded otherwise: pinned ones, and those of open folders. */
  others: readonly ThreadListItem[]
  /** Threads that will be deleted unless the person takes it back. */
  leaving: ReadonlySet<string>
}

/** What a person can change about a thread in the list. */
export type ThreadChange = Partial<
  Pick<ThreadListItem, 'title' | 'pinned' | 'archived' | 'folder_id'>
>

const pageSize = 30
const mostOfFolder = 100
const mostLooks = 20
const restMs = 1000
const empty: ThreadListState = {
  threads: [],
  nextCursor: null,
  loading: 'idle',
  others: [],
  leaving: new Set(),
}

let state = empty
/** What was deleted while this page was open; nobody needs to ask for it. */
const gone = new Set<string>()
/** What a person has changed and the server has not confirmed; what it tells meanwhile may be from before. */
const underWay = new Set<{ id: string; changed: ThreadChange }>()
/** Settles when all that the person has changed so far is confirmed or refused; another one with each change. */
let lastChange: Promise<unknown> = Promise.resolve()
const listeners = new Set<() => void>()

const asChanged = (thread: ThreadListItem) =>
  [...underWay].reduce(
    (before, { id, changed }) => (id === thread.id ? { ...before, ...changed } : before),
    thread,
  )

/** What was read before a deletion or a change tells of neither. */
const asLeft = (threads: readonly ThreadListItem[]) =>
  threads.filter(({ id }) => !gone.has(id)).map(asChanged)

function set(change: Partial<ThreadListState>) {
  const next = { ...state, ...change }
  const mayBeOlder = underWay.size > 0 || gone.size > 0
  state = mayBeOlder
    ? { ...next, threads: asLeft(next.threads), others: asLeft(next.others) }
    : next
  for (const listener of listeners) listener()
}

async function fetchPage(query: Record<string, string>): Promise<ThreadList> {
  const search = new URLSearchParams({ limit: String(pageSize), ...query })
  return (await request(`/api/threads?${search}`)).json() as Promise<ThreadList>
}

/** The newest page in front of the older threads that were loaded before, each once, where it joins on to them. */
export function withNewest(page: ThreadList, known: ThreadListState): Partial<ThreadListState> {
  const newest = { ...page, data: page.data.map((thread) => newerOf(thread, known)) }
  const ids = new Set(newest.data.map(({ id }) => id))
  const last = newest.data.at(-1)
  const joins = known.threads.some(({ id }) => id === last?.id)
  const isOlder = (thread: ThreadListItem) =>
    !ids.has(thread.id) && thread.last_activity_at < (last?.last_activity_at ?? '')
  const older = joins ? known.threads.filter(isOlder) : []
  const others = known.others.map(
    (thread) => newest.data.find(({ id }) => id === thread.id) ?? thread,
  )
  if (newest.next_cursor === null) return { threads: newest.data, nextCursor: null, others: [] }
  return {
    threads: [...newest.data, ...older],
    nextCursor: older.length > 0 ? known.nextCursor : newest.next_cursor,
    others,
  }
}

/** A page that the server rendered may come later than a change that was fetched after it. */
function newerOf(thread: ThreadListItem, list: ThreadListState): ThreadListItem {
  const known = findThread(thread.id, list)
  return known && known.updated_at > thread.updated_at ? known : thread
}

/** All that is known, each once, the most recently active first. */
export function allThreads({ threads, others }: ThreadListState): ThreadListItem[] {
  const ids = new Set(threads.map(({ id }) => id))
  const all = [...threads, ...others.filter(({ id }) => !ids.has(id))]
  return all
    .filter(({ archived }) => !archived)
    .sort((a, b) => (a.last_activity_at < b.last_activity_at ? 1 : -1))
}

const withOthers = (data: readonly ThreadListItem[]): Partial<ThreadListState> => {
  const ids = new Set(data.map(({ id }) => id))
  const others = state.others.filter(({ id }) => !ids.has(id))
  return { others: [...others, ...data.map((thread) => newerOf(thread, state))] }
}

const findThread = (id: string, { threads, others }: ThreadListState) =>
  threads.find((thread) => thread.id === id) ?? others.find((thread) => thread.id === id)

/** A thread, if the list knows it. */
export const knownThread = (id: string): ThreadListItem | undefined => findThread(id, state)

/** Fetches the newest page, and keeps of what is known already what joins on to it. Never rejects. */
async function fetchNewest(known: () => ThreadListState) {
  try {
    let before, page
    do {
      before = lastChange
      await before
      page = await fetchPage({})
      // One that was read while something was changed may lack a thread, or have one too many.
    } while (lastChange !== before)
    set(withNewest(page, known()))
  } catch {
    // The list stays as it is until the next activity.
  }
}

/** One at a time; a call meanwhile makes one more follow. Never rejects. */
const refresh = coalesce(() => fetchNewest(() => state))

/** Threads that were changed elsewhere and not looked at since. */
const unseen = new Set<string>()

const lookAtChanged = coalesce(async () => {
  await refresh()
  const newest = new Set(state.threads.slice(0, pageSize).map(({ id }) => id))
  const ids = [...unseen].filter((id) => !(newest.has(id) || gone.has(id) || state.leaving.has(id)))
  unseen.clear()
  if (ids.length === 0) return
  // A crowd may have come between those that were loaded before.
  if (ids.length > mostLooks) await fetchNewest(() => ({ ...state, threads: [] }))
  else await Promise.all(ids.map(lookAt))
  // Those of an import come one by one.
  await new Promise((resolve) => setTimeout(resolve, restMs))
})

async function lookAt(id: string) {
  try {
    const response = await request(`/api/threads/${id}`)
    take((await response.json()) as Thread)
  } catch (error) {
    const code = error instanceof RequestError && error.code
    if (code === 'thread_not_found' || code === 'forbidden') remove(id)
  }
}

/** The list of threads as this tab knows it. */
export const threadList = {
  getState: () => state,
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  /** Takes the page that the server rendered, and what it rendered besides. */
  seed(list: ThreadList, others: readonly ThreadListItem[] = []) {
    set(withNewest(list, state))
    if (state.nextCursor !== null) set(withOthers(others))
  },
  refresh,
  /** Looks at a thread that was changed elsewhere; of a crowd only at the newest. Never rejects. */
  look(id: string): Promise<void> {
    unseen.add(id)
    return lookAtChanged()
  },
  async loadMore(): Promise<void> {
    const { nextCursor, loading } = state
    if (nextCursor === null || loading === 'more') return
    set({ loading: 'more' })
    try {
      const page = await fetchPage({ cursor: nextCursor })
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
  /**
   * Loads the newest threads of a folder, or those after a cursor, if there may be some that are not known; returns the cursor of
   * those after them. Throws when it cannot.
   */
  async loadFolder(folderId: string, cursor?: string): Promise<string | null> {
    if (state.nextCursor === null) return null
    const query = { folder_id: folderId, limit: String(mostOfFolder) }
    const page = await fetchPage(cursor ? { ...query, cursor } : query)
    set(withOthers(page.data))
    return page.next_cursor
  },
  /** Changes a thread, at once here and then on the server. Throws when the server refuses. */
  async change(id: string, changed: ThreadChange): Promise<void> {
    await changeMeanwhile([id], changed, async () => {
      const response = await request(`/api/threads/${id}`, { method: 'PATCH', body: changed })
      return [(await response.json()) as Thread]
    })
  },
  /** Does the same to several threads, at once here and then on the server. Throws when the server refuses. */
  async changeAll(
    ids: readonly string[],
    { action, changed }: { action: string; changed: ThreadChange },
  ): Promise<void> {
    const { folder_id: folderId } = changed
    const body = { ids, action, ...(folderId === undefined ? {} : { folder_id: folderId }) }
    await changeMeanwhile(ids, changed, async () => {
      await request('/api/threads/bulk', { method: 'POST', body })
      return []
    })
  },
  /** Takes over what the server knows already. */
  note: (id: string, changed: Partial<ThreadListItem>) => change(id, changed),
  /** Whether a thread was deleted while this page was open. */
  isGone: (id: string) => gone.has(id),
  /** Forgets a thread that was deleted. */
  forget(id: string) {
    gone.add(id)
    set({})
  },
  /** Takes the threads of a folder out of it, which the server did when it was deleted. */
  leaveFolder(folderId: string) {
    const leave = (thread: ThreadListItem) =>
      thread.folder_id === folderId ? { ...thread, folder_id: null } : thread
    set({ threads: state.threads.map(leave), others: state.others.map(leave) })
  },
  /** Hides a thread, or shows it again. */
  setLeaving(id: string, isLeaving: boolean) {
    const leaving = new Set(state.leaving)
    if (isLeaving) leaving.add(id)
    else leaving.delete(id)
    set({ leaving })
  },
}

/** Shows threads as they are to be while the server changes them; takes over what it gives, or what they were when it refuses. */
async function changeMeanwhile(
  ids: readonly string[],
  changed: ThreadChange,
  ask: () => Promise<readonly Thread[]>,
): Promise<void> {
  const previous = ids.flatMap((id) => knownThread(id) ?? [])
  const changes = ids.map((id) => ({ id, changed }))
  const settle = () => changes.forEach((each) => underWay.delete(each))
  for (const each of changes) underWay.add(each)
  set({})
  const asked = ask()
  lastChange = Promise.allSettled([lastChange, asked]).then(() => undefined)
  try {
    const stored = await asked
    settle()
    stored.forEach(take)
  } catch (error) {
    settle()
    for (const thread of previous) change(thread.id, thread)
    throw error
  }
}

/** A thread as it is now; of others' threads there is no list here. */
function take(thread: Thread) {
  const known = knownThread(thread.id)
  if (known && known.updated_at > thread.updated_at) return
  if (known) return change(thread.id, thread)
  const mine = (state.threads[0] ?? state.others[0])?.user_id
  if (thread.user_id !== mine || thread.archived) return
  set(withOthers([{ ...thread, last_message_preview: null }]))
}

function change(id: string, changed: Partial<ThreadListItem>) {
  const apply = (thread: ThreadListItem) => (thread.id === id ? { ...thread, ...changed } : thread)
  set({ threads: state.threads.map(apply), others: state.others.map(apply) })
}

function remove(id: string) {
  const isOther = (thread: ThreadListItem) => thread.id !== id
  set({ threads: state.threads.filter(isOther), others: state.others.filter(isOther) })
}
