import { expect, test } from '@playwright/test'
import type { RecordedRequest } from '../upstream/upstream.ts'
import { hasText, readUntil } from './client'
import { startPair, type Pair } from './start-pair'

const held = 'sim/held'
const home = '/api/workspaces/00000000-0000-7000-8000-000000000001'

let pair: Pair
test.beforeAll(async () => {
  pair = await startPair('budget', { env: { TITLE_MODEL: 'none' } })
})
test.afterAll(() => pair.close())

type Usage = { totals: { turns: number; input_tokens: number; output_tokens: number } }
const totals = async () => (await pair.client.ask<Usage>('GET', '/api/usage')).body.totals
const setBudget = (monthly_tokens: number | null) =>
  pair.client.ask('PATCH', home, { monthly_tokens })
const say = (thread: string, body: object = {}) =>
  pair.client.ask<{ error?: { code: string; message: string } }>(
    'POST',
    `/api/threads/${thread}/messages`,
    { content: 'What is the capital of France?', ...body },
  )

test('Whoever stops every answer uses up the budget all the same', async () => {
  const { client } = pair
  const { id } = await client.createThread({ model: held })
  const before = await totals()
  await readUntil(
    await client.openStream(`/api/threads/${id}/messages`, { content: 'Count', stream: true }),
    hasText,
  )
  expect((await client.ask('POST', `/api/chat/${id}/stop`, {})).status).toBe(200)
  await expect.poll(async () => (await totals()).turns).toBe(before.turns + 1)
  const after = await totals()
  expect(after.input_tokens).toBeGreaterThan(before.input_tokens)
  expect(after.output_tokens).toBeGreaterThan(before.output_tokens)

  await setBudget(1)
  const refused = await say(id)
  expect(refused.status).toBe(402)
  expect(refused.body.error?.code).toBe('budget_spent')
  const messages = await client.messages(id)
  expect(messages).toHaveLength(2)
  await setBudget(null)
  expect((await say(id, { model: 'sim/echo' })).status).toBe(201)
})

test('An answer that the provider refused costs nothing', async () => {
  const { id } = await pair.client.createThread({ model: 'sim/error-401' })
  const before = await totals()
  expect((await say(id)).status).toBe(502)
  const after = await totals()
  expect(after.input_tokens).toBe(before.input_tokens)
  expect(after.turns).toBe(before.turns + 1)
})

test('Whoever leaves the answer of a temporary thread stops it, and pays for what had come', async () => {
  const { client, upstream } = pair
  const before = await totals()
  const threads = await client.threads()
  const leave = new AbortController()
  const messages = [{ role: 'user', content: 'Count aloud' }]
  const stream = await client.openStream(
    '/api/temporary',
    { model: held, messages },
    { signal: leave.signal },
  )
  const isAsked = ({ raw_body: body }: RecordedRequest) => body.includes('Count aloud')
  const { all } = await readUntil(stream, hasText)
  const asked = await upstream.waitFor(isAsked)
  leave.abort()
  await expect(all).rejects.toThrow()
  await expect.poll(() => asked.closed).toBe(true)
  await expect.poll(async () => (await totals()).turns).toBe(before.turns + 1)
  const after = await totals()
  expect(after.input_tokens).toBeGreaterThan(before.input_tokens)
  expect(after.output_tokens).toBeGreaterThan(before.output_tokens)
  expect(await client.threads()).toEqual(threads)

  await setBudget(1)
  const refused = await client.ask('POST', '/api/temporary', { model: held, messages })
  expect(refused.status).toBe(402)
  await setBudget(null)
})
