import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import {
  allThreads,
  knownThread,
  threadList,
  withNewest,
  type ThreadListState,
} from '@/components/threads/thread-list-store'
import type { ThreadListItem } from '@/lib/core/thread/thread'

const thread = (title: string, updatedAt: string): ThreadListItem => ({
  id: 'a',
  user_id: '019a0000-0000-7000-8000-000000000001',
  external_id: null,
  title,
  system_prompt: null,
  model: 'demo/skein',
  active_model: 'demo/skein',
  current_model: 'demo/skein',
  agent_id: null,
  visibility: 'private',
  pinned: false,
  archived: false,
  folder_id: null,
  active_leaf_id: null,
  message_count: 2,
  created_at: '2026-11-21T10:00:00.000Z',
  updated_at: updatedAt,
  last_activity_at: '2026-11-21T10:00:00.000Z',
  last_message_preview: null,
})

const listed = (...threads: ThreadListItem[]): ThreadListState => ({
  threads,
  nextCursor: null,
  loading: 'idle',
  others: [],
  leaving: new Set(),
})

const titlesOf = (page: ThreadListItem, known: ThreadListItem) =>
  withNewest({ data: [page], next_cursor: null }, listed(known)).threads?.map(({ title }) => title)

it('takes a page over what it knew, unless the page is older', () => {
  const before = thread('New conversation', '2026-11-21T10:00:00.000Z')
  const after = thread('Rivers of Europe', '2026-11-21T10:00:01.000Z')
  expect(titlesOf(after, before)).toEqual(['Rivers of Europe'])
  expect(titlesOf(before, after)).toEqual(['Rivers of Europe'])
})

it('shows what was loaded otherwise among the others, each once and none that is archived', () => {
  const first = thread('First', '2026-11-21T10:00:00.000Z')
  const old = { ...first, id: 'b', title: 'Old and pinned', last_activity_at: '2020-01-01' }
  const gone = { ...first, id: 'c', title: 'Archived', archived: true }
  const state = { ...listed(first), others: [old, first, gone] }
  expect(allThreads(state).map(({ title }) => title)).toEqual(['First', 'Old and pinned'])
})

it('keeps the older threads that it knows where the newest join on to them, and no hole', () => {
  const at = (id: string, hour: number) => ({
    ...thread(id, '2026-11-21T10:00:00.000Z'),
    id,
    last_activity_at: `2026-11-21T${hour}:00:00.000Z`,
  })
  const known = listed(at('c', 12), at('b', 11), at('a', 10))
  const idsOf = ({ threads }: Partial<ThreadListState>) => threads?.map(({ id }) => id)

  const joined = withNewest({ data: [at('d', 13), at('c', 12)], next_cursor: 'c' }, known)
  expect(idsOf(joined)).toEqual(['d', 'c', 'b', 'a'])
  expect(joined.nextCursor).toBeNull()

  const crowd = withNewest({ data: [at('f', 15), at('e', 14)], next_cursor: 'e' }, known)
  expect(idsOf(crowd)).toEqual(['f', 'e'])
  expect(crowd.nextCursor).toBe('e')
})

describe('a thread that was changed elsewhere', () => {
  const newest = thread('Newest', '2026-11-21T10:00:00.000Z')
  const pinned = { ...newest, id: 'pinned', last_activity_at: '2020-01-01' }
  const page = { data: [newest], next_cursor: 'older' }
  let asked: string[]
  let answer: () => Response

  beforeEach(() => {
    vi.useFakeTimers()
    asked = []
    vi.stubGlobal('fetch', async (path: string) => {
      asked.push(path)
      return path.includes('?') ? Response.json(page) : answer()
    })
    threadList.seed(page, [pinned])
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  const refuse = (status: number, code: string) => () =>
    Response.json({ error: { code, message: '' } }, { status })
  const look = async (...ids: string[]) => {
    const looks = ids.map(threadList.look)
    await vi.runAllTimersAsync()
    await Promise.all(looks)
  }

  it.each([
    [500, 'internal_error'],
    [429, 'rate_limited'],
    [401, 'unauthenticated'],
  ])('stays when the server answers %i', async (status, code) => {
    answer = refuse(status, code)
    await look('pinned')
    expect(asked).toContain('/api/threads/pinned')
    expect(knownThread('pinned')).toBeDefined()
  })

  it.each([
    [404, 'thread_not_found'],
    [403, 'forbidden'],
  ])('goes when the server answers %i', async (status, code) => {
    answer = refuse(status, code)
    await look('pinned')
    expect(knownThread('pinned')).toBeUndefined()
  })

  it('stays as a person has changed it while what was asked before comes', async () => {
    const stored = { ...pinned, pinned: true, updated_at: '2026-11-21T10:00:05.000Z' }
    const answers: ((response: Response) => void)[] = []
    const asking: string[] = []
    vi.stubGlobal('fetch', (path: string, init?: RequestInit) =>
      path.includes('?')
        ? Promise.resolve(Response.json(page))
        : new Promise<Response>((resolve) => {
            asking.push(`${init?.method ?? 'GET'} ${path}`)
            answers.push(resolve)
          }),
    )
    const looked = threadList.look('pinned')
    await vi.advanceTimersByTimeAsync(10)
    const changed = threadList.change('pinned', { pinned: true })
    await vi.advanceTimersByTimeAsync(10)
    expect(asking).toEqual(['GET /api/threads/pinned', 'PATCH /api/threads/pinned'])

    // The look began before the change, and is answered in the middle of it.
    answers[0]?.(Response.json(pinned))
    await vi.advanceTimersByTimeAsync(10)
    expect(knownThread('pinned')?.pinned).toBe(true)
    answers[1]?.(Response.json(stored))
    await changed
    await vi.runAllTimersAsync()
    await looked

    // One that began before it and is answered after it tells nothing new.
    const late = threadList.look('pinned')
    await vi.advanceTimersByTimeAsync(10)
    answers[2]?.(Response.json(pinned))
    await vi.runAllTimersAsync()
    await late
    expect(knownThread('pinned')?.pinned).toBe(true)
  })

  it('stays when a person takes it back from the archive while a page from before comes', async () => {
    const archived = { ...newest, archived: true, updated_at: '2026-11-21T10:00:05.000Z' }
    const back = { ...newest, updated_at: '2026-11-21T10:00:06.000Z' }
    const asking = new Map<string, (response: Response) => void>()
    vi.stubGlobal('fetch', (_path: string, init?: RequestInit) => {
      const { promise, resolve } = Promise.withResolvers<Response>()
      asking.set(init?.method ?? 'GET', resolve)
      return promise
    })
    const answerWith = async (method: string, body: object) => {
      asking.get(method)?.(Response.json(body))
      await vi.advanceTimersByTimeAsync(10)
    }
    const listed = () => allThreads(threadList.getState()).map(({ id }) => id)

    const away = threadList.change('a', { archived: true })
    await vi.advanceTimersByTimeAsync(10)
    await answerWith('PATCH', archived)
    await away
    const refreshed = threadList.refresh()
    await vi.advanceTimersByTimeAsync(10)
    const taken = threadList.change('a', { archived: false })
    await vi.advanceTimersByTimeAsync(10)
    expect(listed()).toEqual(['a', 'pinned'])

    // The page was read while the thread was away.
    await answerWith('GET', { data: [], next_cursor: null })
    expect(listed()).toEqual(['a', 'pinned'])
    await answerWith('PATCH', back)
    await taken
    expect(listed()).toEqual(['a', 'pinned'])
    await answerWith('GET', { data: [back, pinned], next_cursor: null })
    await refreshed
    expect(listed()).toEqual(['a', 'pinned'])
  })

  it('does not come back with a page from before it was deleted', async () => {
    const deleted = { ...newest, id: 'deleted' }
    const before = { data: [newest, deleted], next_cursor: 'older' }
    threadList.seed(before)
    expect(knownThread('deleted')).toBeDefined()
    vi.stubGlobal('fetch', async () => Response.json(before))
    const refreshed = threadList.refresh()
    threadList.forget('deleted')
    await refreshed
    expect(knownThread('deleted')).toBeUndefined()
    expect(knownThread('a')).toBeDefined()
  })

  it('is as it was when the server refuses a change', async () => {
    answer = refuse(500, 'internal_error')
    const changed = threadList.change('pinned', { title: 'Another' })
    expect(knownThread('pinned')?.title).toBe('Another')
    await expect(changed).rejects.toThrow()
    expect(knownThread('pinned')?.title).toBe('Newest')
  })

  it('is not asked for in a crowd', async () => {
    answer = () => Response.json(pinned)
    const crowd = Array.from({ length: 500 }, (_, n) => `imported-${n}`)
    const looks: Promise<void>[] = []
    for (const id of crowd) {
      looks.push(threadList.look(id))
      await vi.advanceTimersByTimeAsync(20)
    }
    await vi.runAllTimersAsync()
    await Promise.all(looks)
    expect(asked.length).toBeLessThan(50)
  })
})
