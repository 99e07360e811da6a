import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { expect, test } from '@playwright/test'
import { sendRaw, type ApiError, type RawAnswer, type Thread } from './client'
import { completionsOf, startPair, type Pair } from './start-pair'

let pair: Pair
test.beforeAll(async () => {
  pair = await startPair('refusals', { env: { TITLE_MODEL: 'none' } })
})
test.afterAll(() => pair.close())

const codeOf = ({ text }: RawAnswer) => (JSON.parse(text) as ApiError).error.code
const port = () => new URL(pair.skein.origin).port
const limit = 1_048_576

test.describe('a body over MAX_BODY_BYTES', () => {
  test('is refused before it is read', async () => {
    const outgoing = request(`${pair.skein.origin}/api/threads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': String(limit + 1) },
    })
    outgoing.on('error', () => undefined)
    outgoing.flushHeaders()
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
    expect(response.statusCode).toBe(413)
    outgoing.destroy()
  })

  test('is refused as soon as it grows too large when its length is not told', async () => {
    const answer = await sendRaw(pair.skein.origin, {
      method: 'POST',
      path: '/api/threads',
      headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
      body: JSON.stringify({ system_prompt: 'x'.repeat(limit) }),
    })
    expect([answer.status, codeOf(answer)]).toEqual([413, 'body_too_large'])
  })

  test('but one of exactly that size is read', async () => {
    const frame = JSON.stringify({ content: '' }).length
    const answer = await sendRaw(pair.skein.origin, {
      method: 'POST',
      path: '/api/threads/019a0000-0000-7000-8000-000000000000/messages',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ content: 'x'.repeat(limit - frame) }),
    })
    expect([answer.status, codeOf(answer)]).toEqual([422, 'validation_failed'])
  })
})

test.describe('requests from elsewhere', () => {
  const create = (headers: Record<string, string>) =>
    sendRaw(pair.skein.origin, {
      method: 'POST',
      path: '/api/threads',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ title: 'From elsewhere' }),
    })

  test('by a foreign name or from a foreign page are refused and leave nothing', async () => {
    const before = await pair.client.threads()
    const refusals: [Record<string, string>, string][] = [
      [{ host: 'evil.example' }, 'invalid_host'],
      [{ host: `evil.example:${port()}` }, 'invalid_host'],
      [{ host: 'localhost.evil.example' }, 'invalid_host'],
      [{ host: 'user@localhost' }, 'invalid_host'],
      [{ origin: 'https://evil.example' }, 'forbidden_origin'],
      [{ origin: 'null' }, 'forbidden_origin'],
      [{ origin: `http://127.0.0.1:${Number(port()) + 1}` }, 'forbidden_origin'],
      [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }, 'forbidden_origin'],
    ]
    for (const [headers, code] of refusals) {
      const answer = await create(headers)
      expect([headers, answer.status, codeOf(answer)]).toEqual([headers, 403, code])
    }
    const read = await sendRaw(pair.skein.origin, {
      method: 'GET',
      path: '/api/threads',
      headers: { host: 'evil.example' },
    })
    expect([read.status, codeOf(read)]).toEqual([403, 'invalid_host'])
    expect(await pair.client.threads()).toEqual(before)
  })

  test('for a page by a foreign name are told what to do', async () => {
    for (const path of ['/', '/settings', '/sign-in', '/shared/nothing', '/nowhere']) {
      const answer = await sendRaw(pair.skein.origin, {
        method: 'GET',
        path,
        headers: { host: 'chat.example' },
      })
      expect([path, answer.status]).toEqual([path, 403])
      expect(answer.text).toContain('Skein does not answer to chat.example')
      expect(answer.text).toContain('ALLOWED_HOSTS')
    }
  })

  test('by the names of this machine and from the own page are answered', async () => {
    for (const headers of [
      { host: `localhost:${port()}` },
      { host: `127.0.0.1:${port()}`, origin: `http://127.0.0.1:${port()}` },
      { host: `[::1]:${port()}` },
      { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' },
    ] as Record<string, string>[]) {
      expect((await create(headers)).status).toBe(201)
    }
  })
})

test('credentials of others are ignored, and never sent on to the provider', async () => {
  const { client, upstream } = pair
  const headers = {
    authorization: 'Bearer sk-of-somebody-else',
    'x-api-key': 'sk_skein_of_nobody',
    cookie: 'session=stolen',
  }
  const created = await client.ask<Thread>(
    'POST',
    '/api/threads',
    { model: 'sim/echo' },
    { headers },
  )
  expect(created.status).toBe(201)
  const path = `/api/threads/${created.body.id}`
  const answered = await client.ask('POST', `${path}/messages`, { content: 'Hi' }, { headers })
  expect(answered.status).toBe(201)
  expect((await client.ask<Thread>('GET', path)).body.id).toBe(created.body.id)
  const [sent] = completionsOf(upstream)
  expect(sent?.headers.authorization).toBe('Bearer key-of-the-simulator')
  expect(JSON.stringify(sent)).not.toMatch(/somebody-else|of_nobody|stolen/)
})
