import { expect, test } from '@playwright/test'
import { startSkein } from '../support/start-skein'
import { sendRaw, type ApiError, type Thread } from './client'
import { startPair, type Pair } from './start-pair'

const names = [
  'ratelimit',
  'ratelimit-limit',
  'ratelimit-policy',
  'ratelimit-remaining',
  'ratelimit-reset',
]
const told = (headers: Headers) => names.filter((name) => headers.has(name))
const fields = (headers: Headers) =>
  Object.fromEntries(names.map((name) => [name, headers.get(name)]))

test.describe('one person', () => {
  let pair: Pair
  test.beforeAll(async () => {
    pair = await startPair('limits', {
      env: { AUTH_MODE: 'none', LIMIT_CHAT: '2/6', LIMIT_WRITES: '20/3600', LIMIT_READS: 'off' },
    })
  })
  test.afterAll(() => pair.close())

  const say = (thread: Thread, content: string) =>
    pair.client.ask<ApiError>('POST', `/api/threads/${thread.id}/messages`, {
      content,
      stream: false,
    })

  test('is told after so many messages when to try again, and then may', async () => {
    const thread = await pair.client.createThread()
    const atFirst = async () => (await say(thread, 'Hello')).headers.get('ratelimit-remaining')
    const twiceAndOnceMore = async (last: string) => {
      await expect.poll(atFirst).toBe('1')
      const second = await say(thread, 'Hello again')
      return { second, refused: await say(thread, last), last }
    }
    let tried = await twiceAndOnceMore('Once more')
    // On a slow machine a window may be over before the third message.
    for (let round = 2; tried.refused.status !== 429 && round < 6; round++) {
      tried = await twiceAndOnceMore(`Once more in round ${round}`)
    }
    const { second, refused, last } = tried
    expect(second.headers.get('ratelimit-remaining')).toBe('0')
    expect(refused.status).toBe(429)
    expect(refused.body.error).toMatchObject({
      code: 'rate_limited',
      message: expect.stringMatching(
        /^Too many messages in a short time\. Try again in [1-6] seconds?\.$/,
      ),
      request_id: refused.headers.get('x-request-id'),
    })
    const wait = refused.headers.get('retry-after')
    expect(wait).toMatch(/^[1-6]$/)
    expect(fields(refused.headers)).toEqual({
      ratelimit: `"chat";r=0;t=${wait}`,
      'ratelimit-limit': '2',
      'ratelimit-policy': '"chat";q=2;w=6',
      'ratelimit-remaining': '0',
      'ratelimit-reset': wait,
    })
    // Changes and reading are counted apart.
    const path = `/api/threads/${thread.id}`
    expect((await pair.client.ask('PATCH', path, { title: 'Still mine' })).status).toBe(200)
    const kept = (await pair.client.messages(thread.id)).filter(({ role }) => role === 'user')
    expect(kept.map(({ content }) => content)).not.toContain(last)

    await expect.poll(async () => (await say(thread, 'Once more')).status).not.toBe(429)
  })

  test('sees on every counted answer, good or bad, where they stand', async () => {
    const { client } = pair
    const thread = await client.createThread()
    const path = `/api/threads/${thread.id}`
    const answers = [
      await client.send('PATCH', path, { title: 'Other' }),
      await client.send('PATCH', path, { title: 7 }),
      await client.send('POST', '/api/threads', 'no object'),
      await client.send('DELETE', '/api/threads/019a0000-0000-7000-8000-000000000000'),
      await client.send('DELETE', path),
      await client.send('POST', '/api/chat', { id: null }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 422, 422, 404, 204, 422])
    for (const { headers } of answers) expect(told(headers)).toEqual(names)
    const left = answers
      .slice(0, 5)
      .map(({ headers }) => Number(headers.get('ratelimit-remaining')))
    expect(left).toEqual([0, 1, 2, 3, 4].map((used) => (left[0] ?? 0) - used))
    for (const free of ['/api/threads', '/api/health/live', '/api/health/ready', '/sign-in']) {
      expect(told((await client.send('GET', free)).headers), free).toEqual([])
    }
  })

  test('sees it on the stream of an answer too', async () => {
    const ask = () =>
      pair.client.openStream('/api/chat', { id: null, message: { role: 'user', content: 'Hi' } })
    let stream = await ask()
    await expect.poll(async () => (stream.ok ? true : (stream = await ask()).ok)).toBe(true)
    expect(stream.headers.get('content-type')).toContain('text/event-stream')
    expect(told(stream.headers)).toEqual(names)
    await stream.text()
  })
})

test('a key that is used up hinders neither strangers nor other addresses', async () => {
  const key = 'sk_skein_a-key-that-only-this-test-has'
  const skein = await startSkein({
    name: 'limits-of-keys',
    env: {
      AUTH_MODE: 'accounts',
      SKEIN_API_KEY: key,
      TRUSTED_PROXIES: 'loopback',
      LIMIT_READS: '3/3600',
    },
  })
  try {
    const ask = async (headers: Record<string, string>) => {
      const { host } = new URL(skein.origin)
      const request = { method: 'GET', path: '/api/threads', headers: { host, ...headers } }
      return (await sendRaw(skein.origin, request)).status
    }
    const here = { 'x-forwarded-for': '198.51.100.1' }
    const there = { 'x-forwarded-for': '198.51.100.2' }
    const bearer = { authorization: `Bearer ${key}` }
    const wrong = { authorization: 'Bearer sk_skein_nobody-was-ever-given-this-one' }

    for (let use = 0; use < 3; use++) expect(await ask({ ...here, ...bearer })).toBe(200)
    expect(await ask({ ...here, ...bearer })).toBe(429)
    expect(await ask({ ...there, 'x-api-key': key })).toBe(429)

    // Who guesses keys is a stranger.
    expect([await ask(here), await ask({ ...here, ...wrong }), await ask(here)]).toEqual([
      401, 401, 401,
    ])
    expect([await ask(here), await ask({ ...here, ...wrong })]).toEqual([429, 429])
    expect(await ask(there)).toBe(401)
  } finally {
    await skein.dispose()
  }
})

test('a server does not start with a limit that is none', async () => {
  const env = { AUTH_MODE: 'none', LIMIT_CHAT: '30', LIMIT_READS: '5/0' }
  await expect(startSkein({ name: 'bad-limits', env })).rejects.toThrow(
    /LIMIT_CHAT: must be times\/seconds such as 30\/60.*\n.*LIMIT_READS: must be/,
  )
})
