import { renderToString } from 'react-dom/server'
import { expect, it, vi } from 'vitest'

import { lazySoon, soon } from '@/components/ui/lazy-soon'

const Hello = ({ name }: { name: string }) => <b>Hello {name}</b>

/** A page at which nobody has done anything yet. */
function quietPage() {
  const page = new EventTarget()
  vi.stubGlobal('window', page)
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
  return page
}

it('is drawn by the server', async () => {
  const Soon = lazySoon(() => Promise.resolve({ default: Hello }))
  await Promise.resolve()
  expect(renderToString(<Soon name="Ada" />)).toContain('Hello <!-- -->Ada')
})

it('fetches its code once, at the first sign of a person, and shows it at once from then on', async () => {
  const page = quietPage()
  const load = vi.fn(() => Promise.resolve({ default: Hello }))
  const Soon = lazySoon(load)
  expect(load).not.toHaveBeenCalled()
  page.dispatchEvent(new Event('pointermove'))
  page.dispatchEvent(new Event('keydown'))
  expect(load).toHaveBeenCalledOnce()
  await Promise.resolve()
  await Promise.resolve()
  expect(renderToString(<Soon name="Ada" />)).toContain('Ada')
})

it('fetches its code also when the page has been calm for a while', () => {
  vi.useFakeTimers()
  quietPage()
  const load = vi.fn(() => Promise.resolve({ default: Hello }))
  lazySoon(load)
  vi.advanceTimersByTime(60_000)
  expect(load).toHaveBeenCalledOnce()
  vi.useRealTimers()
})

it('does not complain of code that does not come yet', async () => {
  const page = quietPage()
  const load = vi.fn(() => Promise.reject(new Error('offline')))
  soon(load)
  page.dispatchEvent(new Event('pointerdown'))
  await vi.waitFor(() => expect(load).toHaveBeenCalledOnce())
})
