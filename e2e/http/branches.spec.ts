import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import {
  hasText,
  outcomesOf,
  readEvents,
  readUntil,
  textOf,
  type Chunk,
  type Message,
} from './client'
import { completionsOf, startPair, type Pair } from './start-pair'

const held = 'sim/held'
const firstFive = 'w0 w1 w2 w3 w4'
const allTwenty = Array.from({ length: 20 }, (_, n) => `w${n}`).join(' ')

let pair: Pair
test.beforeAll(async () => {
  pair = await startPair('branches', { env: { SUMMARY_THRESHOLD: '0', TITLE_MODEL: 'none' } })
})
test.afterAll(() => pair.close())
test.beforeEach(() => pair.upstream.clear())

type Beside = { turn_id: string; answer_id: string; model: string }

const startOf = (chunks: Chunk[]) =>
  chunks.find(({ type }) => type === 'start') as
    { messageId: string; messageMetadata: { turn_id: string; beside?: Beside[] } } | undefined

const askAll = (thread: string, models: string[], id: string = randomUUID()) =>
  pair.client.openStream('/api/chat', {
    id: thread,
    message: { id, role: 'user', content: 'Count' },
    models,
  })

const resume = (thread: string, answer: string) =>
  pair.client.send('GET', `/api/threads/${thread}/messages/${answer}/stream`)

const statusesOf = async (thread: string) =>
  (await pair.client.messages(thread)).map(({ status }) => status)

test('models that answer side by side are stopped one by one, and what follows waits for all', async () => {
  const { client, upstream } = pair
  const { id } = await client.createThread({ model: 'sim/echo' })
  const response = await askAll(id, [held, held, 'sim/echo'])
  let start: ReturnType<typeof startOf>
  const first = await readUntil(response, (chunks) => {
    start = startOf(chunks)
    return textOf(chunks) === firstFive
  })
  const [second, third] = start?.messageMetadata.beside ?? []
  expect(second?.model).toBe('openrouter/sim/held')
  // The third is over while the first two stand still.
  await expect
    .poll(() => statusesOf(id))
    .toEqual(['completed', 'streaming', 'streaming', 'completed'])
  const reading = await readUntil(await resume(id, second?.answer_id ?? ''), hasText)
  const next = await readUntil(
    await client.openStream(`/api/threads/${id}/messages`, { content: 'Next', stream: true }),
    (chunks) => chunks.some(({ type }) => type === 'data-queue'),
  )

  await client.ask('POST', `/api/chat/${id}/stop`, { turn_id: second?.turn_id })
  expect(outcomesOf((await reading.all).chunks).map(({ status }) => status)).toEqual(['stopped'])
  expect((await statusesOf(id)).slice(1)).toEqual([
    'streaming',
    'stopped',
    'completed',
    'completed',
    'pending',
  ])
  await expect.poll(() => upstream.release(held)).toBeGreaterThan(0)
  expect(textOf((await first.all).chunks)).toBe(allTwenty)
  expect(outcomesOf((await next.all).chunks).map(({ status }) => status)).toEqual(['completed'])

  const { body } = await client.ask<{ data: (Message & { sibling_ids?: string[] })[] }>(
    'GET',
    `/api/threads/${id}/messages?branch=active`,
  )
  expect(body.data.map(({ sequence_number: n }) => n)).toEqual([1, 2, 5, 6])
  expect(body.data[1]?.sibling_ids).toEqual([start?.messageId, second?.answer_id, third?.answer_id])
  for (const answer of body.data[1]?.sibling_ids ?? []) {
    const ledger = await client.ask<{ model: string }>('GET', `/api/messages/${answer}/context`)
    expect(ledger.status).toBe(200)
  }
})

test('a request that asks several models is taken once, however often it is sent', async () => {
  const { client, upstream } = pair
  const { id } = await client.createThread()
  const key = randomUUID()
  const readings = await Promise.all(
    Array.from({ length: 6 }, async () =>
      readEvents(await askAll(id, ['sim/echo', 'openai/gpt-4o'], key)),
    ),
  )
  const starts = readings.map(({ chunks }) => startOf(chunks))
  expect(new Set(starts.map((start) => JSON.stringify(start?.messageMetadata.beside))).size).toBe(1)
  await expect.poll(() => statusesOf(id)).toEqual(['completed', 'completed', 'completed'])
  expect(completionsOf(upstream)).toHaveLength(2)
  const again = startOf(
    (await readEvents(await askAll(id, ['sim/echo', 'openai/gpt-4o'], key))).chunks,
  )
  expect(again?.messageMetadata.beside).toEqual(starts[0]?.messageMetadata.beside)
  expect(await client.messages(id)).toHaveLength(3)
})

test('models that had to wait begin together', async () => {
  const { client, upstream } = pair
  const { id } = await client.createThread({ model: held })
  const path = `/api/threads/${id}/messages`
  const before = await readUntil(
    await client.openStream(path, { content: 'Count', stream: true }),
    hasText,
  )
  const both = await readUntil(await askAll(id, [held, held]), (chunks) =>
    chunks.some(({ type }) => type === 'data-queue'),
  )
  await expect.poll(() => upstream.release(held)).toBeGreaterThan(0)
  await before.all
  await expect.poll(async () => (await statusesOf(id)).slice(3)).toEqual(['streaming', 'streaming'])
  await expect.poll(() => upstream.release(held)).toBe(2)
  expect(textOf((await both.all).chunks)).toBe(allTwenty)
})

test('a fork that is asked for many times is made once, and goes its own way', async () => {
  const { client } = pair
  const { id } = await client.createThread({ title: 'Towns', model: 'openai/gpt-4o' })
  const path = `/api/threads/${id}/messages`
  await client.ask('POST', path, { content: 'What is the capital of France?' })
  await client.ask('POST', path, { content: 'Tell me of landmarks there' })
  const answer = (await client.messages(id))[1]?.id
  const headers = { 'idempotency-key': randomUUID() }
  const forks = await Promise.all(
    Array.from({ length: 5 }, () =>
      client.ask<{ id: string; title: string }>(
        'POST',
        `/api/threads/${id}/fork`,
        { message_id: answer },
        { headers },
      ),
    ),
  )
  expect(new Set(forks.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
  const { id: fork, title } = forks[0]?.body ?? { id: '', title: '' }
  expect(title).toBe('Towns (fork)')
  const german = await client.ask<{ title: string }>(
    'POST',
    `/api/threads/${id}/fork`,
    { message_id: answer },
    { headers: { 'accept-language': 'de' } },
  )
  expect(german.body.title).toBe('Towns (Abzweigung)')
  const said = await client.ask<Message>('POST', `/api/threads/${fork}/messages`, {
    content: 'What is its population?',
  })
  expect(said.body.content).toContain('2.1 million')
  expect(await client.messages(fork)).toHaveLength(4)
  expect(await client.messages(id)).toHaveLength(4)
})
