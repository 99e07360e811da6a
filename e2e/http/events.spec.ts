import { expect, test } from '@playwright/test'
import { startPair, type Pair } from './start-pair'
import type { Thread } from './client'

let pair: Pair

test.beforeAll(async () => {
  pair = await startPair('events')
})
test.afterAll(() => pair.close())

/** Listens to a server; hands out its events one by one, null at the end. */
async function listen(origin: string) {
  const leave = new AbortController()
  const response = await fetch(`${origin}/api/events`, { signal: leave.signal })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  const next = async (): Promise<string | null> => {
    for (;;) {
      const end = rest.indexOf('\n\n')
      if (end === -1) {
        const { done, value } = await reader.read()
        if (done) return null
        rest += value
        continue
      }
      const event = rest.slice(0, end)
      rest = rest.slice(end + 2)
      if (!event.startsWith(':')) return event
    }
  }
  return { response, next, leave: () => leave.abort() }
}

const newThread = () => pair.client.createThread({ model: 'openrouter/sim/echo' })

const eventOf = (id: string) => `event: thread\ndata: {"thread_id":"${id}"}`

test('A tab hears of a title that was given, and of one that was written', async () => {
  const { client, skein } = pair
  const [named, asked] = [await newThread(), await newThread()]
  const tab = await listen(skein.origin)
  expect(tab.response.headers.get('content-type')).toBe('text/event-stream')
  expect(tab.response.headers.get('cache-control')).toBe('no-cache, no-transform')
  await client.ask('PATCH', `/api/threads/${named.id}`, { title: 'Named' })
  expect(await tab.next()).toBe(eventOf(named.id))
  await client.ask('POST', `/api/threads/${asked.id}/messages`, { content: 'Hello there' })
  // Of the message, and of the title.
  expect(await tab.next()).toBe(eventOf(asked.id))
  expect(await tab.next()).toBe(eventOf(asked.id))
  const { body } = await client.ask<Thread>('GET', `/api/threads/${asked.id}`)
  expect(body.title).toBe('Hello there')
  tab.leave()
})

test('A tab hears of a thread that is made, put elsewhere and deleted, and of folders', async () => {
  const { client, skein } = pair
  const tab = await listen(skein.origin)
  const { id } = await newThread()
  expect(await tab.next()).toBe(eventOf(id))
  const { body: folder } = await client.ask<{ id: string }>('POST', '/api/folders', { name: 'New' })
  expect(await tab.next()).toBe('event: folders\ndata: {}')
  for (const body of [{ pinned: true }, { folder_id: folder.id }, { archived: true }]) {
    await client.ask('PATCH', `/api/threads/${id}`, body)
    expect(await tab.next()).toBe(eventOf(id))
  }
  await client.ask('POST', '/api/threads/bulk', { ids: [id], action: 'unarchive' })
  expect(await tab.next()).toBe(eventOf(id))
  await client.ask('DELETE', `/api/threads/${id}`)
  expect(await tab.next()).toBe(`event: gone\ndata: {"thread_id":"${id}"}`)
  tab.leave()
})

test('A tab hears of a message, of instructions and of another model', async () => {
  const { client, skein } = pair
  const { id } = await newThread()
  await client.ask('PATCH', `/api/threads/${id}`, { title: 'Named' })
  const tab = await listen(skein.origin)
  for (const content of ['First', 'Second']) {
    await client.ask('POST', `/api/threads/${id}/messages`, { content })
    expect(await tab.next()).toBe(eventOf(id))
  }
  for (const body of [{ system_prompt: 'Be brief.' }, { model: 'openrouter/sim/echo' }]) {
    await client.ask('PATCH', `/api/threads/${id}`, body)
    expect(await tab.next()).toBe(eventOf(id))
  }
  tab.leave()
})

test('A server that is asked to leave ends what tabs read, and leaves', async () => {
  const tab = await listen(pair.skein.origin)
  const [end, exit] = await Promise.all([tab.next(), pair.skein.stop()])
  expect(end).toBeNull()
  expect(exit.code).toBe(0)
  await pair.skein.start()
})
