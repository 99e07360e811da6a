import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, type Page } from '@playwright/test'
import { sendRaw, type ApiError, type RawAnswer } from './client'
import { startPair, type Pair } from './start-pair'

const noThread = '019a0000-0000-7000-8000-000000000000'

/** An empty page on a port of its own: another origin. */
async function openSite(): Promise<{ origin: string; server: Server }> {
  const server = createServer((_, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<!doctype html><title>Site</title>')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

type Site = Awaited<ReturnType<typeof openSite>>

let ours: Site
let foreign: Site
test.beforeAll(async () => {
  ours = await openSite()
  foreign = await openSite()
})
test.afterAll(() => {
  for (const { server } of [ours, foreign]) server.close().closeAllConnections()
})

type Request = {
  path: string
  method?: string
  body?: unknown
  headers?: Record<string, string>
  credentials?: RequestCredentials
}
type Read = { status: number; requestId: string | null; threadId: string | null; text: string }

/** Sends a request from the page that is open, reads all of its answer; null when the browser keeps it from the page. */
const fetchIn = (page: Page, origin: string, request: Request): Promise<Read | null> =>
  page.evaluate(
    async ([to, { path, body, headers, ...init }]) => {
      const sent: Record<string, string> =
        body === undefined ? {} : { 'content-type': 'application/json' }
      try {
        const response = await fetch(to + path, {
          ...init,
          headers: { ...sent, ...headers },
          body: body === undefined ? undefined : JSON.stringify(body),
        })
        return {
          status: response.status,
          requestId: response.headers.get('x-request-id'),
          threadId: response.headers.get('x-skein-thread-id'),
          text: await response.text(),
        }
      } catch {
        return null
      }
    },
    [origin, request] as [string, Request],
  )

const preflight = (skein: string, path: string, origin: string, method = 'POST') =>
  sendRaw(skein, {
    method: 'OPTIONS',
    path,
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'content-type,idempotency-key',
    },
  })

const corsOf = ({ headers }: RawAnswer) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-')))

const codeOf = ({ text }: { text: string }) => (JSON.parse(text) as ApiError).error.code

const addresses = [
  '/api/threads',
  `/api/messages/${noThread}`,
  '/api/v1/conversations',
  '/api/chat/history',
  '/chat',
  '/threads',
  `/threads/${noThread}/messages`,
  `/messages/${noThread}`,
]

test.describe('without CORS_ORIGINS', () => {
  let pair: Pair
  test.beforeAll(async () => {
    pair = await startPair('cors-off', { env: { CORS_ORIGINS: '', TITLE_MODEL: 'none' } })
  })
  test.afterAll(() => pair.close())

  for (const path of addresses) {
    test(`${path} refuses a foreign origin, and whoever asks beforehand`, async () => {
      const { origin } = pair.skein
      const asked = await preflight(origin, path, foreign.origin)
      expect([asked.status, corsOf(asked)]).toEqual([403, {}])
      const headers = { origin: foreign.origin }
      const get = await sendRaw(origin, { method: 'GET', path, headers })
      expect(get.status).toBeGreaterThanOrEqual(400)
      expect(corsOf(get)).toEqual({})
    })
  }

  test('a foreign origin is refused with its code, in every way to ask', async () => {
    const { origin } = pair.skein
    const headers = { origin: foreign.origin }
    const json = { ...headers, 'content-type': 'application/json' }
    for (const request of [
      { method: 'GET', path: '/api/threads', headers },
      { method: 'GET', path: '/threads', headers },
      { method: 'GET', path: '/api/openapi.json', headers },
      { method: 'POST', path: '/api/threads', headers: json, body: '{"title":"Foreign"}' },
      // What a browser sends without asking beforehand.
      { method: 'POST', path: '/threads', headers, body: '{"title":"Foreign"}' },
      { method: 'POST', path: '/chat', headers: json, body: '{}' },
      { method: 'DELETE', path: `/messages/${noThread}`, headers },
    ]) {
      const answer = await sendRaw(origin, request)
      expect([answer.status, codeOf(answer), corsOf(answer)]).toEqual([403, 'forbidden_origin', {}])
    }
    expect(await pair.client.threads()).toEqual([])
  })

  test('a page of another origin in Chromium reads nothing and writes nothing', async ({
    page,
  }) => {
    await page.goto(foreign.origin)
    const { origin } = pair.skein
    const simple = {
      path: '/api/threads',
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
    }
    for (const request of [
      { path: '/api/threads' },
      { path: '/api/threads', method: 'POST', body: { title: 'Foreign' } },
      { ...simple, body: { title: 'Foreign' } },
    ]) {
      expect(await fetchIn(page, origin, request)).toBeNull()
    }
    expect(await pair.client.threads()).toEqual([])
  })
})

test.describe('with CORS_ORIGINS', () => {
  let pair: Pair
  test.beforeAll(async () => {
    const env = { CORS_ORIGINS: `https://app.example, ${ours.origin}`, TITLE_MODEL: 'none' }
    pair = await startPair('cors-on', { env })
  })
  test.afterAll(() => pair.close())

  for (const path of addresses) {
    test(`${path} answers a listed origin that asks beforehand, and no other`, async () => {
      const { origin } = pair.skein
      for (const method of ['POST', 'PATCH', 'PUT', 'DELETE']) {
        const asked = await preflight(origin, path, ours.origin, method)
        expect(asked.status).toBe(204)
        expect(asked.headers).toMatchObject({
          'access-control-allow-origin': ours.origin,
          vary: expect.stringMatching(/\borigin\b/i),
        })
        expect(asked.headers['access-control-allow-methods']).toContain(method)
        expect(asked.headers['access-control-allow-headers']).toContain('idempotency-key')
        expect(asked.headers).not.toHaveProperty('access-control-allow-credentials')
      }
      for (const other of [foreign.origin, 'null', `${ours.origin}0`, ours.origin.slice(0, -1)]) {
        const refused = await preflight(origin, path, other)
        expect([other, refused.status, corsOf(refused)]).toEqual([other, 403, {}])
      }
    })
  }

  test('a page of that origin in Chromium uses the whole API', async ({ page }) => {
    await page.goto(ours.origin)
    const ask = async (request: Request) => {
      const answer = await fetchIn(page, pair.skein.origin, request)
      if (!answer) throw new Error(`${request.path} could not be read.`)
      expect(answer.requestId).toBeTruthy()
      return answer
    }
    const made = await ask({ path: '/threads', method: 'POST', body: { model: 'sim/echo' } })
    expect(made.status).toBe(201)
    const { id } = JSON.parse(made.text) as { id: string }
    const streamed = await ask({
      path: `/api/threads/${id}/messages`,
      method: 'POST',
      body: { content: 'Read me', stream: true },
      headers: { 'idempotency-key': 'once' },
    })
    expect(streamed.status).toBe(200)
    expect(streamed.text).toContain('You said: \\"Read me\\"')
    expect(streamed.text.trimEnd()).toMatch(/data: \[DONE\]$/)
    const chat = await ask({
      path: '/chat',
      method: 'POST',
      body: { id, message: { role: 'user', content: 'And me' } },
    })
    expect([chat.status, chat.threadId]).toEqual([200, id])
    expect(chat.text).toContain('You said: \\"And me\\"')

    const listed = await ask({ path: `/api/threads/${id}/messages` })
    const { data } = JSON.parse(listed.text) as { data: { id: string; content: string }[] }
    expect(data.map(({ content }) => content)).toContain('Read me')
    const answer = data[1]!
    const voted = await ask({
      path: `/api/messages/${answer.id}/vote`,
      method: 'PUT',
      body: { value: 'up' },
    })
    expect(voted.status).toBeLessThan(300)
    const changed = await ask({
      path: `/messages/${answer.id}`,
      method: 'PATCH',
      body: { content: 'Otherwise' },
    })
    expect([changed.status, changed.text]).toEqual([200, expect.stringContaining('Otherwise')])
    expect((await ask({ path: `/api/threads/${id}`, method: 'DELETE' })).status).toBe(204)
  })

  test('its page can read what went wrong', async ({ page }) => {
    await page.goto(ours.origin)
    for (const [request, status, code] of [
      [{ path: `/api/threads/${noThread}` }, 404, 'thread_not_found'],
      [{ path: `/messages/${noThread}` }, 404, 'message_not_found'],
      [{ path: '/api/nothing' }, 404, 'not_found'],
      [{ path: '/chat', method: 'POST', body: {} }, 422, 'validation_failed'],
      [
        { path: '/threads', method: 'POST', body: {}, headers: { 'content-type': 'text/plain' } },
        415,
        'unsupported_media_type',
      ],
      [{ path: '/api/threads', method: 'DELETE' }, 405, 'method_not_allowed'],
    ] as [Request, number, string][]) {
      const answer = await fetchIn(page, pair.skein.origin, request)
      expect([request.path, answer?.status, answer && codeOf(answer)]).toEqual([
        request.path,
        status,
        code,
      ])
      expect(answer?.requestId).toBe((JSON.parse(answer!.text) as ApiError).error.request_id)
    }
  })

  test('credentials are shared with nobody', async ({ page }) => {
    await page.goto(ours.origin)
    const request: Request = { path: '/api/threads', credentials: 'include' }
    expect(await fetchIn(page, pair.skein.origin, request)).toBeNull()
    const headers = { origin: ours.origin, cookie: 'session=1' }
    const answer = await sendRaw(pair.skein.origin, { method: 'GET', path: '/threads', headers })
    expect(answer.status).toBe(200)
    expect(Object.keys(corsOf(answer)).toSorted()).toEqual([
      'access-control-allow-origin',
      'access-control-expose-headers',
    ])
  })

  test('a page of a second origin reads nothing and writes nothing', async ({ page }) => {
    const before = await pair.client.threads()
    await page.goto(foreign.origin)
    for (const request of [
      { path: '/api/threads' },
      { path: '/threads' },
      { path: '/chat', method: 'POST', body: { message: { role: 'user', content: 'Foreign' } } },
      {
        path: '/threads',
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: { title: 'Foreign' },
      },
    ]) {
      expect(await fetchIn(page, pair.skein.origin, request)).toBeNull()
    }
    expect(await pair.client.threads()).toEqual(before)
    const headers = { origin: foreign.origin }
    const refused = await sendRaw(pair.skein.origin, {
      method: 'GET',
      path: '/api/threads',
      headers,
    })
    expect([refused.status, codeOf(refused), corsOf(refused)]).toEqual([
      403,
      'forbidden_origin',
      {},
    ])
    expect(refused.headers.vary).toMatch(/\borigin\b/i)
  })

  test('its own page and scripts need no origin', async () => {
    const answer = await pair.client.send('GET', '/api/threads')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })
})
