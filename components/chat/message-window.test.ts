import { describe, expect, it } from 'vitest'

import { mostLoaded, withNewer, withOlder } from '@/components/chat/message-page'
import {
  openWindow,
  renewWindow,
  withoutMessage,
  type LoadedMessage,
  type MessageWindow,
} from '@/components/chat/message-window'
import type { StoredMessage } from '@/components/chat/stored-message'

const message = (n: number, branch = ''): LoadedMessage => ({
  ...({} as StoredMessage),
  id: `m${n}${branch}`,
  parentId: n === 1 ? null : `m${n - 1}`,
  sequence: n,
  parts: [],
})
const from = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, n) => message(first + n))
const ends = ({ messages, hasOlder, hasNewer }: MessageWindow) => [
  messages[0]?.id,
  messages.at(-1)?.id,
  hasOlder,
  hasNewer,
]

const atEnd = openWindow({ history: from(951, 1000), hasOlder: true, hasNewer: false })

describe('the part of a thread that is loaded', () => {
  it('grows upwards and gives up its newest messages, then downwards and gives up its oldest', () => {
    let window = atEnd
    for (let first = 901; first >= 601; first -= 50) {
      window = withOlder(window, { messages: from(first, first + 49), hasMore: true })
      expect(window.messages.length).toBeLessThanOrEqual(mostLoaded)
    }
    expect(ends(window)).toEqual(['m601', 'm900', true, true])
    window = withNewer(window, { messages: from(901, 950), hasMore: true })
    expect(ends(window)).toEqual(['m651', 'm950', true, true])
    window = withNewer(window, { messages: from(951, 1000), hasMore: false })
    expect(ends(window)).toEqual(['m701', 'm1000', true, false])
  })

  it('loses a message that was deleted, also the first of all', () => {
    const whole = openWindow({ history: from(1, 4), hasOlder: false, hasNewer: false })
    const page = { history: from(2, 4), hasOlder: false, hasNewer: false }
    expect(ends(renewWindow(whole, page))).toEqual(['m2', 'm4', false, false])

    const window = withOlder(atEnd, { messages: from(901, 950), hasMore: true })
    const without = withoutMessage(window, 'm901')
    expect(ends(without)).toEqual(['m902', 'm1000', true, false])
    const renewed = { history: from(951, 1000), hasOlder: true, hasNewer: false }
    expect(ends(renewWindow(without, renewed))).toEqual(['m902', 'm1000', true, false])
  })

  it('knows when there is nothing older', () => {
    const window = withOlder(atEnd, { messages: from(1, 950), hasMore: false })
    expect(ends(window)).toEqual(['m1', `m${mostLoaded}`, false, true])
  })

  it('keeps what was loaded before a page that follows it, or that overlaps it', () => {
    const window = withOlder(atEnd, { messages: from(901, 950), hasMore: true })
    const later = renewWindow(window, { history: from(953, 1002), hasOlder: true, hasNewer: false })
    expect(ends(later)).toEqual(['m901', 'm1002', true, false])
    expect(later.messages).toHaveLength(102)
    const next = renewWindow(window, {
      history: from(1001, 1002),
      hasOlder: true,
      hasNewer: false,
    })
    expect(ends(next)).toEqual(['m901', 'm1002', true, false])
  })

  it('begins anew with a page of another branch, or of another place', () => {
    const other = [message(980, 'b'), message(981, 'b')].map((each, n) => ({
      ...each,
      parentId: n === 0 ? 'm500' : 'm980b',
    }))
    const window = renewWindow(atEnd, { history: other, hasOlder: true, hasNewer: false })
    expect(ends(window)).toEqual(['m980b', 'm981b', true, false])
    const place = renewWindow(atEnd, { history: from(1, 50), hasOlder: false, hasNewer: true })
    expect(ends(place)).toEqual(['m1', 'm50', false, true])
  })
})
