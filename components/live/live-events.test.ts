import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { connectWhileVisible, isListening, subscribeLive } from '@/components/live/live-events'

/** What the page sees of the browser: connections that the test opens, cuts and speaks through. */
class FakeSource extends EventTarget {
  static made: FakeSource[] = []
  static readonly births = new EventTarget()
  static readonly CLOSED = 2
  readonly url: string
  readyState = 0
  isClosed = false

  constructor(url: string) {
    super()
    this.url = url
    FakeSource.made.push(this)
    FakeSource.births.dispatchEvent(new Event('birth'))
  }

  close() {
    this.isClosed = true
  }

  open = () => this.dispatchEvent(new Event('open'))
  refuse() {
    this.readyState = FakeSource.CLOSED
    this.cut()
  }

  cut = () => this.dispatchEvent(new Event('error'))
  say = (threadId: string) =>
    this.dispatchEvent(
      new MessageEvent('thread', { data: JSON.stringify({ thread_id: threadId }) }),
    )
}

describe('hearing what changes in the background', () => {
  let page: EventTarget & { visibilityState: string }
  let heard: (string | null)[]
  let endings: (() => void)[]

  beforeEach(() => {
    FakeSource.made = []
    page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
    vi.stubGlobal('document', page)
    vi.stubGlobal('window', new EventTarget())
    vi.stubGlobal('EventSource', FakeSource)
    heard = []
    endings = [subscribeLive((threadId) => void heard.push(threadId))]
  })
  afterEach(() => {
    for (const end of endings) end()
    vi.unstubAllGlobals()
  })

  const connect = () => {
    endings.push(connectWhileVisible())
    return FakeSource.made.at(-1)
  }
  const show = (visibilityState: string) => {
    page.visibilityState = visibilityState
    page.dispatchEvent(new Event('visibilitychange'))
  }

  it('tells which thread was changed, and that anything may have been when it has just begun', () => {
    const source = connect()
    source?.open()
    source?.say('a')
    expect([source?.url, heard]).toEqual(['/api/events', [null, 'a']])
    expect(isListening()).toBe(true)
    source?.cut()
    expect(isListening()).toBe(false)
  })

  it('listens on one connection, only while the tab is visible', () => {
    page.visibilityState = 'hidden'
    expect(connect()).toBeUndefined()
    show('visible')
    show('visible')
    expect(FakeSource.made).toHaveLength(1)
    show('hidden')
    expect(FakeSource.made.map(({ isClosed }) => isClosed)).toEqual([true])
    show('visible')
    expect(FakeSource.made.map(({ isClosed }) => isClosed)).toEqual([true, false])
  })

  it('comes back after a cut, and says that something may have been missed', async () => {
    const first = connect()
    first?.open()
    const reborn = once(FakeSource.births, 'birth')
    first?.cut()
    await reborn
    expect(first?.isClosed).toBe(true)
    FakeSource.made[1]?.open()
    expect(heard).toEqual([null, null])
  })

  it('leaves the page when it is refused because nobody is signed in, and else stays', async () => {
    const reload = vi.fn()
    vi.stubGlobal('location', { reload })
    const answer = (status: number, code: string) =>
      vi.fn(async () => Response.json({ error: { code, message: '' } }, { status }))
    const overloaded = answer(503, 'shutting_down')
    vi.stubGlobal('fetch', overloaded)
    const source = connect()
    source?.cut()
    expect(overloaded).not.toHaveBeenCalled()
    source?.refuse()
    await new Promise(setImmediate)
    expect(overloaded).toHaveBeenCalledOnce()
    expect(reload).not.toHaveBeenCalled()
    vi.stubGlobal('fetch', answer(401, 'unauthenticated'))
    source?.refuse()
    await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce())
  })

  it('does not come back once it was ended, not even while it waits', async () => {
    const first = connect()
    first?.cut()
    // By now it waits for its next try.
    await Promise.resolve()
    for (const end of endings) end()
    window.dispatchEvent(new Event('online'))
    await new Promise(setImmediate)
    expect(FakeSource.made).toHaveLength(1)
  })
})
