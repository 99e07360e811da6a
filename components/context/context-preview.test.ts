import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import type { RequestOptions } from '@/components/api/request'
import { ContextPreviewStore } from '@/components/context/context-preview'

type Asked = { body: unknown; signal?: AbortSignal; answer: (result: object | Error) => void }

function openStore() {
  const asked: Asked[] = []
  const request = (_path: string, { body, signal }: RequestOptions = {}) =>
    new Promise<Response>((resolve, reject) => {
      const answer = (result: object | Error) =>
        result instanceof Error ? reject(result) : resolve(Response.json(result))
      asked.push({ body, signal, answer })
    })
  const store = new ContextPreviewStore(request, { threadId: 't', model: 'x/one' })
  return { store, asked, close: store.open() }
}

const settle = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('fetches when it is opened and when the model changes', async () => {
  const { store, asked } = openStore()
  asked[0]?.answer({ model: 'x/one' })
  await settle()
  expect(store.getState().preview).toEqual({ model: 'x/one' })
  store.setModel('x/one')
  store.setModel('x/two')
  expect(asked.map(({ body }) => body)).toEqual([
    { model: 'x/one', draft: '' },
    { model: 'x/two', draft: '' },
  ])
})

it('fetches once, with the whole draft, when the typing has stopped', async () => {
  const { store, asked } = openStore()
  for (const draft of ['a', 'ab', 'abc']) {
    store.write(draft)
    await vi.advanceTimersByTimeAsync(599)
  }
  expect(asked).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(asked).toHaveLength(2)
  expect(asked[1]?.body).toEqual({ model: 'x/one', draft: 'abc' })
})

it('gives up a request in flight for the next one, whose answer counts', async () => {
  const { store, asked } = openStore()
  store.refresh()
  expect(asked[0]?.signal?.aborted).toBe(true)
  asked[1]?.answer({ model: 'new' })
  await settle()
  asked[0]?.answer({ model: 'old' })
  await settle()
  expect(store.getState().preview).toEqual({ model: 'new' })
})

it('keeps the last figure when a fetch fails, until the next one succeeds', async () => {
  const { store, asked } = openStore()
  asked[0]?.answer({ model: 'x/one' })
  await settle()
  store.refresh()
  const failure = new Error('offline')
  asked[1]?.answer(failure)
  await settle()
  expect(store.getState()).toMatchObject({ preview: { model: 'x/one' }, failure })
  store.refresh()
  asked[2]?.answer({ model: 'again' })
  await settle()
  expect(store.getState()).toMatchObject({ preview: { model: 'again' }, failure: null })
})

it('asks for nothing before it is opened or after it is closed', async () => {
  const { store, asked, close } = openStore()
  store.write('half a')
  close()
  expect(asked[0]?.signal?.aborted).toBe(true)
  store.refresh()
  store.setModel('x/two')
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked).toHaveLength(1)
})
