import { afterEach, expect, it, vi } from 'vitest'

import { isCurrent } from '@/components/chat/is-current'
import type { TimelineRow } from '@/components/chat/timeline'

const settings = { title: 'Rivers', model: 'x/one', systemPrompt: null }
const ids = ['question 1', 'answer 1', 'question 2', 'answer 2']

const rowOf = (id: string): TimelineRow => ({
  kind: 'question',
  key: id,
  id,
  text: id,
  files: [],
  isSending: false,
  versions: null,
})

function serve(stored: readonly string[], hasMore: boolean) {
  const data = stored.map((id) => ({ id, role: 'user', content: id }))
  vi.stubGlobal('fetch', async (path: string) =>
    Response.json(
      path.includes('/messages')
        ? { data, has_more: hasMore }
        : { model: settings.model, system_prompt: null },
    ),
  )
}
afterEach(() => vi.unstubAllGlobals())

const look = (shown: readonly string[], { hasOlder }: { hasOlder: boolean }) =>
  isCurrent(
    { threadId: 'thread', rows: shown.map(rowOf), hasOlder, settings },
    new AbortController().signal,
  )

it.each([
  ['all of them', ids, { hasOlder: false }, true],
  ['the newest, with a way to the others', ids.slice(2), { hasOlder: true }, true],
  ['the newest, as if they were all', ids.slice(2), { hasOlder: false }, false],
  ['one that is gone', ['gone', ...ids], { hasOlder: false }, false],
  ['one that is gone, with a way to others', ['gone', ...ids], { hasOlder: true }, false],
  ['not the newest', ids.slice(0, 2), { hasOlder: false }, false],
  ['none', [], { hasOlder: false }, false],
] as const)('of a short thread that shows %s', async (_, shown, page, expected) => {
  serve(ids, false)
  expect(await look(shown, page)).toBe(expected)
})

it.each([
  ['the newest', ids, { hasOlder: true }, true],
  ['more than were asked for', ['earlier', ...ids], { hasOlder: false }, true],
  ['others', [...ids, 'newer'], { hasOlder: true }, false],
] as const)('of a long thread that shows %s', async (_, shown, page, expected) => {
  serve(ids, true)
  expect(await look(shown, page)).toBe(expected)
})
