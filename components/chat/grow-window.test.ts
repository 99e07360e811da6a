import { describe, expect, it } from 'vitest'

import {
  lastTold,
  mostLoaded,
  renewWindow,
  withNewer,
  withOlder,
} from '@/components/chat/grow-window'
import type { LiveTurn } from '@/components/chat/live-turn'
import {
  openWindow,
  type LoadedMessage,
  type MessageWindow,
  type RenderedPage,
} from '@/components/chat/message-window'
import type { StoredMessage } from '@/components/chat/stored-message'

const idOf = (n: number) => `m${String(n).padStart(4, '0')}`

const message = (n: number, fields: Partial<StoredMessage> = {}): LoadedMessage => ({
  ...({} as StoredMessage),
  id: idOf(n),
  parentId: n === 1 ? null : idOf(n - 1),
  sequence: n,
  role: n % 2 === 1 ? 'user' : 'assistant',
  status: 'completed',
  model: n % 2 === 1 ? null : 'x/one',
  fallbacks: [],
  siblings: null,
  comparison: null,
  text: `Said ${n}`,
  files: [],
  parts: [],
  ...fields,
})
const from = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, n) => message(first + n))

const pageOf = (history: readonly StoredMessage[], rest: Partial<RenderedPage> = {}) => ({
  history,
  bodies: history.map(({ id }) => [id, `Body of ${id}`] as const),
  hasOlder: true,
  hasNewer: false,
  place: null,
  ...rest,
})

const opened = (page: RenderedPage, removed: readonly string[] = []) => ({
  window: openWindow(page),
  page,
  removed,
})
const ids = ({ messages }: MessageWindow) => messages.map(({ id }) => Number(id.slice(1)))
const ends = (window: MessageWindow) => [
  ids(window)[0],
  ids(window).at(-1),
  window.hasOlder,
  window.hasNewer,
]

/** The nth exchange of a thread, said on the page. */
const turn = (n: number, fields: Partial<LiveTurn> = {}): LiveTurn => ({
  key: `t${n}`,
  question: { id: `x${n}`, text: `Question ${n}`, files: [], models: [] },
  replaces: null,
  comparison: null,
  questionId: idOf(2 * n - 1),
  answerId: idOf(2 * n),
  turnId: null,
  status: 'completed',
  isConnected: true,
  isStopping: false,
  parts: [{ type: 'text', text: `Answer ${n}` }],
  model: 'x/one',
  error: null,
  ahead: 0,
  fallbacks: [],
  omittedMessages: 0,
  finishReason: 'stop',
  ...fields,
})
const turns = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, n) => turn(first + n))

const end = pageOf(from(951, 1000))
const atEnd = openWindow(end)
const fetched = (first: number, last: number, hasMore = true) => ({
  messages: from(first, last),
  hasMore,
})

describe('pages that are fetched', () => {
  it('grow upwards and give up the newest messages, then downwards and give up the oldest', () => {
    let window = atEnd
    for (let first = 901; first >= 601; first -= 50) {
      window = withOlder(window, fetched(first, first + 49))
      expect(window.messages.length).toBeLessThanOrEqual(mostLoaded)
    }
    expect(ends(window)).toEqual([601, 900, true, true])
    window = withNewer(window, fetched(901, 950))
    expect(ends(window)).toEqual([651, 950, true, true])
    window = withNewer(window, fetched(951, 1000, false))
    expect(ends(window)).toEqual([701, 1000, true, false])
  })

  it('tell when there is nothing older', () => {
    const window = withOlder(atEnd, fetched(1, 950, false))
    expect(ends(window)).toEqual([1, mostLoaded, false, true])
  })

  it('take the place of what the server has not told of yet', () => {
    const said = message(1001, { sequence: 0 })
    const window = { ...atEnd, messages: [...atEnd.messages, said] }
    expect(lastTold(window)).toBe(1000)
    expect(ids(withNewer(window, fetched(1001, 1002))).slice(-3)).toEqual([1000, 1001, 1002])
  })
})

describe('a page that is rendered anew', () => {
  it('keeps what was loaded before it, with its bodies', () => {
    const window = withOlder(atEnd, fetched(901, 950))
    const known = { ...opened(end), window }
    const later = renewWindow(known, pageOf(from(953, 1002)), [])
    expect(ends(later)).toEqual([901, 1002, true, false])
    expect(later.messages).toHaveLength(102)
    expect(later.messages.map(({ body }) => body).slice(50, 53)).toEqual(
      [951, 952, 953].map((n) => `Body of ${idOf(n)}`),
    )
    const next = renewWindow(known, pageOf(from(1001, 1002)), [])
    expect(ends(next)).toEqual([901, 1002, true, false])
  })

  it('keeps what was said since it came, with its versions', () => {
    const page = pageOf([], { hasOlder: false })
    const again = turn(3, { question: null, replaces: idOf(4), questionId: idOf(3) })
    const said = [...turns(1, 2), { ...again, answerId: idOf(5) }]
    const renewed = renewWindow(opened(page), pageOf([message(7, { parentId: idOf(5) })]), said)
    expect(ids(renewed)).toEqual([1, 2, 3, 5, 7])
    expect(renewed.hasOlder).toBe(false)
    const [question, answer, , version] = renewed.messages
    expect(question).toMatchObject({ role: 'user', text: 'Question 1', parentId: null })
    expect(answer).toMatchObject({ role: 'assistant', model: 'x/one', parentId: idOf(1) })
    expect(answer?.parts).toEqual([{ type: 'text', text: 'Answer 1' }])
    expect(version?.siblings).toEqual([idOf(4), idOf(5)])
  })

  it('keeps nothing of what was deleted', () => {
    const page = pageOf(from(1, 2), { hasOlder: false })
    const known = opened(page, [idOf(3), idOf(5)])
    const renewed = renewWindow(known, pageOf(from(7, 36)), turns(2, 18))
    expect(ids(renewed)).toEqual([1, 2, 4, ...from(6, 36).map(({ sequence }) => sequence)])

    const shorter = pageOf(from(2, 4), { hasOlder: false })
    const whole = opened(pageOf(from(1, 4), { hasOlder: false }))
    expect(ends(renewWindow(whole, shorter, []))).toEqual([2, 4, false, false])
  })

  it('begins anew when it is of another branch, or of another place', () => {
    const other = [
      message(980, { id: 'm0980b', parentId: idOf(500) }),
      message(981, { id: 'm0981b', parentId: 'm0980b' }),
    ]
    expect(renewWindow(opened(end), pageOf(other), []).messages).toHaveLength(2)
    const start = pageOf(from(1, 50), { hasOlder: false, hasNewer: true, place: idOf(20) })
    expect(ends(renewWindow(opened(end), start, []))).toEqual([1, 50, false, true])
  })

  it('keeps what was loaded after it, and has what is newer fetched', () => {
    const page = pageOf(from(185, 214), { hasNewer: true, place: idOf(200) })
    const window = withNewer(openWindow(page), fetched(215, 264))
    const renewed = renewWindow(
      { ...opened(page), window },
      { ...page, history: from(185, 214) },
      [],
    )
    expect(ends(renewed)).toEqual([185, 264, true, true])
  })

  it('leaves who has scrolled away from the end where they are', () => {
    const window = { ...openWindow(pageOf(from(601, 900))), hasNewer: true }
    expect(renewWindow({ ...opened(end), window }, pageOf(from(953, 1002)), [])).toBe(window)
  })

  it('gives up the oldest of too many', () => {
    const known = opened(pageOf(from(1, mostLoaded), { hasOlder: false }))
    const renewed = renewWindow(known, pageOf(from(300, 320)), [])
    expect(ends(renewed)).toEqual([21, 320, true, false])
  })
})
