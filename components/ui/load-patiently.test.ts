import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { loadPatiently } from '@/components/ui/load-patiently'

const page = new EventTarget()

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('fetch', () => Promise.resolve(new Response()))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const failing = (times: number) => {
  const load = vi.fn(() => Promise.resolve('code'))
  for (let n = 0; n < times; n++) load.mockRejectedValueOnce(new Error('not fetched'))
  return load
}

it('waits for the connection, however often there is none', async () => {
  vi.stubGlobal('navigator', { onLine: false })
  const load = failing(5)
  const loaded = loadPatiently(load)
  for (let n = 1; n <= 5; n++) {
    await vi.advanceTimersByTimeAsync(60_000)
    expect(load).toHaveBeenCalledTimes(n)
    page.dispatchEvent(new Event('online'))
  }
  expect(await loaded).toBe('code')
})

it('waits for a server that cannot be reached', async () => {
  let isThere = false
  const unreachable = () => Promise.reject(new TypeError('Failed to fetch'))
  vi.stubGlobal('fetch', () => (isThere ? Promise.resolve(new Response()) : unreachable()))
  const load = failing(1)
  const loaded = loadPatiently(load)
  await vi.advanceTimersByTimeAsync(600_000)
  expect(load).toHaveBeenCalledOnce()
  isThere = true
  await vi.advanceTimersByTimeAsync(5000)
  expect(await loaded).toBe('code')
})

it('tries again a little later with a connection', async () => {
  const loaded = loadPatiently(failing(2))
  await vi.advanceTimersByTimeAsync(5000)
  expect(await loaded).toBe('code')
})

it('gives up when it cannot be had with a connection', async () => {
  const load = failing(10)
  const loaded = expect(loadPatiently(load)).rejects.toThrow('not fetched')
  await vi.advanceTimersByTimeAsync(60_000)
  await loaded
  expect(load).toHaveBeenCalledTimes(3)
})
