import { beforeEach, expect, it, vi } from 'vitest'

type Entry = { page: string; state: object | null }

/** A browser's history, whose traversals are told a moment later, and a router that hears of what it may. */
class FakeHistory {
  readonly shown: string[] = []
  #entries: Entry[] = [{ page: 'first', state: null }]
  #at = 0
  #tell: (event: PopStateEvent) => void = () => undefined

  get state() {
    return this.#entries[this.#at]!.state
  }
  get page() {
    return this.#entries[this.#at]!.page
  }
  listen = (_: 'popstate', tell: (event: PopStateEvent) => void) => {
    this.#tell = tell
  }
  pushState = (state: object | null) => this.open(this.page, state)
  replaceState = (state: object | null) => {
    this.#entries[this.#at] = { page: this.page, state }
  }
  open(page: string, state: object | null = null) {
    this.#entries = [...this.#entries.slice(0, this.#at + 1), { page, state }]
    this.#at += 1
  }
  back = () =>
    queueMicrotask(() => {
      if (this.#at === 0) return
      this.#at -= 1
      let isHeard = true
      const stopImmediatePropagation = () => (isHeard = false)
      this.#tell({ state: this.state, stopImmediatePropagation } as unknown as PopStateEvent)
      if (isHeard) this.shown.push(this.page)
    })
}

let browser: FakeHistory
let openLayer: (close: () => boolean) => () => void

beforeEach(async () => {
  browser = new FakeHistory()
  vi.stubGlobal('window', {})
  vi.stubGlobal('history', browser)
  vi.stubGlobal('addEventListener', browser.listen)
  vi.stubGlobal('matchMedia', () => ({ matches: true }))
  vi.resetModules()
  ;({ openLayer } = await import('@/components/ui/back-layers'))
  browser.open('thread')
})

/** Something over the page. */
function open(closes = true) {
  const layer = { isOpen: true, done: () => undefined as void, close: () => undefined as void }
  layer.done = openLayer(() => {
    if (closes) layer.isOpen = false
    return closes
  })
  layer.close = () => {
    layer.isOpen = false
    layer.done()
  }
  return layer
}

async function goBack() {
  browser.back()
  await new Promise((resolve) => setTimeout(resolve))
}

it('closes one layer after the other, and then leaves the page', async () => {
  const [drawer, menu] = [open(), open()]
  await goBack()
  expect([drawer.isOpen, menu.isOpen]).toEqual([true, false])
  await goBack()
  expect(drawer.isOpen).toBe(false)
  expect(browser.shown).toEqual([])
  await goBack()
  expect(browser.page).toBe('first')
  expect(browser.shown).toEqual(['first'])
})

it.each([1, 2, 3])('leaves the page at once when %s layers closed otherwise', async (count) => {
  const opened = Array.from({ length: count }, () => open())
  for (const layer of opened.toReversed()) layer.close()
  await goBack()
  expect(browser.page).toBe('first')
  expect(browser.shown).toEqual(['first'])
})

it('closes what is left open under a layer that closed otherwise', async () => {
  const drawer = open()
  open().close()
  await goBack()
  expect(drawer.isOpen).toBe(false)
  expect(browser.page).toBe('thread')
  await goBack()
  expect(browser.page).toBe('first')
})

it('gives the entry of a closed layer to the next one', async () => {
  open().close()
  const next = open()
  await goBack()
  expect(next.isOpen).toBe(false)
  await goBack()
  expect(browser.page).toBe('first')
})

it.each([1, 2])('never loses a page that is opened as %s layers close', async (count) => {
  const opened = Array.from({ length: count }, () => open())
  browser.open('next')
  for (const layer of opened) layer.close()
  await new Promise((resolve) => setTimeout(resolve))
  expect(browser.page).toBe('next')
  await goBack()
  expect(browser.page).toBe('thread')
  expect(browser.shown).toEqual(['thread'])
  await goBack()
  expect(browser.page).toBe('first')
})

it('comes back to a page whose layer was closed by the way back', async () => {
  open()
  await goBack()
  browser.open('next')
  await goBack()
  expect(browser.page).toBe('thread')
  await goBack()
  expect(browser.shown).toEqual(['thread', 'first'])
})

it('keeps the place of what does not close, as a dialog that asks first', async () => {
  const dialog = open(false)
  await goBack()
  expect(browser.page).toBe('thread')
  dialog.close()
  await goBack()
  expect(browser.page).toBe('first')
})
