import { expect, it } from 'vitest'

import {
  allThreads,
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
