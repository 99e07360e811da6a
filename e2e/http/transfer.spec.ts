import { readFileSync } from 'node:fs'

import { expect, test } from '@playwright/test'
import { zip } from '../support/zip'
import type { ApiError, Message } from './client'
import { startPair, type Pair } from './start-pair'

const chatGpt = readFileSync('e2e/fixtures/chatgpt/conversations.json')

let here: Pair
let there: Pair
test.beforeAll(async () => {
  here = await startPair('transfer-here', { env: { TITLE_MODEL: 'none' } })
  there = await startPair('transfer-there')
})
test.afterAll(async () => {
  await here.close()
  await there.close()
})

const send = (pair: Pair, body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(`${pair.skein.origin}/api/import`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
    duplex: 'half',
  } as RequestInit)

const exported = async (pair: Pair, path = '/api/export') =>
  (await (await fetch(`${pair.skein.origin}${path}`)).text()).replace(
    /"exported_at":"[^"]*"/,
    '"exported_at":""',
  )

test('threads move to another server whole, and only once', async () => {
  const { client } = here
  const { id } = await client.createThread({ title: 'Größe "7/8" ☂', model: 'openai/gpt-4o' })
  const ask = async (content: string) =>
    (await client.ask<Message>('POST', `/api/threads/${id}/messages`, { content })).body
  const answer = await ask('What is the capital of France?')
  await ask('And of Italy?')
  await client.ask('PUT', `/api/messages/${answer.id}/vote`, { value: 'up' })
  await client.ask('PATCH', `/api/messages/${answer.parent_id}`, { content: 'And of Spain?' })
  await client
    .ask('POST', '/api/chat', {
      id,
      trigger: 'regenerate-message',
      messageId: answer.id,
    })
    .catch(() => undefined)
  await expect.poll(async () => (await client.messages(id)).at(-1)?.status).toBe('completed')
  await client.ask('POST', `/api/threads/${id}/summaries`, {})
  await send(here, chatGpt)

  const file = await exported(here)
  for (const kind of ['thread', 'message', 'version', 'summary']) {
    expect(file).toContain(`{"kind":"${kind}"`)
  }
  expect(file).toContain('"vote":{"value":"up"')
  const first = await send(
    there,
    file.replace('"exported_at":""', '"exported_at":"2026-01-01T00:00:00.000Z"'),
  )
  expect(await first.json()).toEqual({
    threads: { imported: 3, skipped: 0, failed: 0 },
    messages: 12,
    failures: [],
  })
  expect(await exported(there)).toBe(file)
  const again = await send(
    there,
    new Uint8Array(zip([{ name: 'a/conversations.json', data: chatGpt }])),
    {
      'content-type': 'application/zip',
    },
  )
  expect(await again.json()).toMatchObject({ threads: { imported: 0, skipped: 2, failed: 0 } })
  expect(await exported(there)).toBe(file)

  const reply = await there.client.ask<Message>('POST', `/api/threads/${id}/messages`, {
    content: 'Go on.',
  })
  expect([reply.status, reply.body.sequence_number]).toEqual([201, 7])
})

test('one thread comes with a name that is safe everywhere', async () => {
  const { client, skein } = here
  const { id } = await client.createThread({ title: 'Größe "7/8" ☂' })
  for (const [format, extension, type] of [
    ['json', 'skein.json', 'application/json'],
    ['markdown', 'md', 'text/markdown; charset=utf-8'],
  ]) {
    const response = await fetch(`${skein.origin}/api/threads/${id}/export?format=${format}`)
    await response.text()
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="Gro_e 78 _.${extension}"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%2078%20%E2%98%82.${extension}`,
    )
  }
})

test('an import tells how far it is', async () => {
  const response = await send(there, chatGpt, { accept: 'text/event-stream' })
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const events = (await response.text())
    .split('\n\n')
    .filter((event) => event !== '')
    .map((event) => /^event: (\w+)\ndata: (.*)$/.exec(event)!.slice(1))
  expect(events.map(([name]) => name)).toEqual([...events.slice(1).map(() => 'progress'), 'result'])
  expect(events.length).toBeGreaterThan(1)
  expect(JSON.parse(events[0]![1]!)).toMatchObject({ bytes_total: chatGpt.length * 2 })
})

test('a file that is none changes nothing', async () => {
  const before = await exported(there)
  const cases: [BodyInit, string, number, string][] = [
    ['{"a":1}', 'application/json', 422, 'invalid_import'],
    [before.slice(0, -3), 'application/json', 422, 'invalid_import'],
    ['PK\x03\x04', 'application/zip', 422, 'invalid_import'],
    ['{}', 'text/plain', 415, 'unsupported_media_type'],
  ]
  for (const [body, type, status, code] of cases) {
    const response = await send(there, body, { 'content-type': type })
    expect([response.status, ((await response.json()) as ApiError).error.code]).toEqual([
      status,
      code,
    ])
  }
  const unknown = await there.client.ask('GET', `/api/threads/${crypto.randomUUID()}/export`)
  expect(unknown.status).toBe(404)
  const told = await send(there, '{"a":1}', { accept: 'text/event-stream' })
  expect(await told.text()).toContain('event: error\ndata: {"error":{"code":"invalid_import"')
  expect(await exported(there)).toBe(before)
})
