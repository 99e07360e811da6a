import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import {
  Browser,
  codeOf,
  createKey,
  createPeople,
  forgeToken,
  invite,
  newcomer,
  peopleEnv,
  sessionCookie,
  setUp,
  signInAgain,
  signInAsGuest,
  signUp,
  startTown,
  tokensOf,
  type Headers,
  type People,
  type Person,
  type Town,
} from '../support/people'
import { readEvents, sendRaw, textOf, type Message, type RawAnswer } from './client'
import { loadContract, type Contract, type Operation } from './openapi'
import {
  failingTitles,
  requestsAbout,
  thingsOf,
  type OperationRequest,
  type Things,
} from './operation-requests'

const nothing = '019a0000-0000-7000-8000-000000000000'
const evil = 'https://evil.example'

let town: Town
let people: People
let things: Things
let contract: Contract
let requests: ReturnType<typeof requestsAbout>
test.beforeAll(async () => {
  town = await startTown('attacks', { env: { TITLE_MODEL: failingTitles } })
  people = await createPeople(town)
  things = thingsOf(town, people)
  requests = requestsAbout(things, people)
  contract = await loadContract(town.origin)
})
test.afterAll(() => town?.close())

const bearer = (credentials: string): Headers => ({ authorization: `Bearer ${credentials}` })

const isPublic = ({ operationId }: Operation) =>
  ['readShared', 'isLive', 'isReady', 'readOpenapi', 'createToken'].includes(operationId)

const requestOf = async ({ operationId }: Operation): Promise<OperationRequest> => {
  const make = requests[operationId]
  if (!make) throw new Error(`There is no request for ${operationId}.`)
  return make({ email: people.member.email, password: 'not the password' })
}

/** Asks and leaves a stream at once. */
function ask(
  { method }: Pick<Operation, 'method'>,
  { path: address, body, headers: own }: OperationRequest,
  headers: Headers,
): Promise<RawAnswer> {
  const json: Headers = body === undefined ? {} : { 'content-type': 'application/json' }
  return fetch(`${town.origin}${address}`, {
    method,
    headers: { ...json, ...own, ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
    redirect: 'manual',
  }).then(async (response) => {
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
    if (isStream) await response.body?.cancel()
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: isStream ? '' : await response.text(),
    }
  })
}

/** Sends exactly these headers, and a body with its length, which not every method has by itself. */
const raw = (origin: string, method: string, address: string, headers: Headers, body?: unknown) => {
  const json = body === undefined ? undefined : JSON.stringify(body)
  const length: Headers =
    json === undefined ? {} : { 'content-length': String(Buffer.byteLength(json)) }
  const type = { 'content-type': 'application/json' }
  const sent = { ...type, ...length, ...headers }
  return sendRaw(origin, { method, path: address, headers: sent, body: json })
}

/** What somebody who is signed in has, as far as they can read it themselves. */
async function belongingsOf(person: Person): Promise<string> {
  const read = async (address: string) => (await person.send('GET', address)).text
  const threads = await read('/api/export')
  const ids = [...threads.matchAll(/"kind":"thread","id":"([^"]+)"/g)].map(([, id]) => id)
  const links = await Promise.all(ids.map((id) => read(`/api/threads/${id}/share`)))
  const sessions = await person.ask<{ data: { id: string }[] }>(200, 'GET', '/api/auth/sessions')
  return [
    threads.replace(/"exported_at":"[^"]*"/, ''),
    ...links.map((link) => link.replace(/"request_id":"[^"]*"/, '')),
    await read('/api/user'),
    await read('/api/user/profile'),
    (await read('/api/keys')).replaceAll(/"last_used_at":"[^"]*"/g, ''),
    await read('/api/workspaces'),
    (await read('/api/members')).replaceAll(/"last_seen_at":"[^"]*"/g, ''),
    ...sessions.data.map(({ id }) => id).toSorted(),
  ].join('\n')
}

const isLetIn = async (cookie: string) =>
  (await sendRaw(town.origin, { method: 'GET', path: '/api/user', headers: { cookie } })).status ===
  200

test.describe('session fixation', () => {
  /** A browser in which somebody else has put the cookie of a guest whom they are. */
  async function fixated() {
    const attacker = await signInAsGuest(town.origin)
    const victim = new Browser(town.origin)
    victim.cookies.set(sessionCookie, attacker.session ?? '')
    expect(await isLetIn(attacker.cookie)).toBe(true)
    return { attacker, victim }
  }

  test('a known session is dead after its browser signs in', async () => {
    const person = await signUp(town.origin, 'Fixed')
    const { attacker, victim } = await fixated()
    await victim.signIn(person.email, person.password)
    expect(await isLetIn(victim.cookie)).toBe(true)
    expect(victim.session).not.toBe(attacker.session)
    expect(await isLetIn(attacker.cookie)).toBe(false)
  })

  test('a known session is dead after its guest makes an account', async () => {
    const { attacker, victim } = await fixated()
    const person = await signUp(town.origin, 'Fixed', { browser: victim })
    expect(person.id).toBe(attacker.id)
    expect(await isLetIn(victim.cookie)).toBe(true)
    expect(await isLetIn(attacker.cookie)).toBe(false)
  })

  test('a session id that somebody made up is not taken on', async () => {
    const person = await signUp(town.origin, 'Fixed')
    const victim = new Browser(town.origin)
    victim.cookies.set(sessionCookie, 'a-session-that-the-attacker-knows')
    await victim.signIn(person.email, person.password)
    expect(victim.session).not.toBe('a-session-that-the-attacker-knows')
    expect(await isLetIn(victim.cookie)).toBe(true)
  })

  test('signing out ends the session on the server too', async () => {
    const person = await signUp(town.origin, 'Leaving')
    const { cookie } = person
    expect(await isLetIn(cookie)).toBe(true)
    await person.callback('signout')
    expect(person.session).toBeUndefined()
    expect(await isLetIn(cookie)).toBe(false)
    // Next-auth's own address would give out a new cookie for a session that is good.
    const again = new Browser(town.origin, { cookie })
    await again.send('GET', '/api/auth/session')
    expect(again.session).toBeUndefined()
  })

  test('a page of another site cannot sign anybody out by a link', async () => {
    const person = await signUp(town.origin, 'Staying')
    const { cookie } = person
    await person.send('GET', '/api/auth/signout')
    expect(await isLetIn(cookie)).toBe(true)
  })

  test('changing the password ends all other sessions and tokens', async () => {
    const person = await signUp(town.origin, 'Changing')
    const thief = await signInAgain(person)
    const tokens = await tokensOf(person)
    const body = { current_password: person.password, new_password: 'a password of my own' }
    await person.ask(204, 'POST', '/api/auth/password', body)
    expect(await isLetIn(person.cookie)).toBe(true)
    expect(await isLetIn(thief.cookie)).toBe(false)
    const stranger = new Browser(town.origin)
    const headers = bearer(tokens.access_token)
    expect((await stranger.send('GET', '/api/user', { headers })).status).toBe(401)
    const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token }
    expect((await stranger.send('POST', '/api/auth/token', { body: refresh })).status).toBe(401)
    await stranger.signIn(person.email, person.password)
    expect(stranger.session).toBeUndefined()
  })

  test('a refresh token that comes again ends its session', async () => {
    const person = await signUp(town.origin, 'Refreshing')
    const client = new Browser(town.origin)
    const first = await tokensOf(person)
    const refresh = (refresh_token: string) =>
      client.send('POST', '/api/auth/token', {
        body: { grant_type: 'refresh_token', refresh_token },
      })
    const second = JSON.parse((await refresh(first.refresh_token)).text) as typeof first
    const asked = () => client.send('GET', '/api/user', { headers: bearer(second.access_token) })
    expect((await asked()).status).toBe(200)
    expect((await refresh(first.refresh_token)).status).toBe(401)
    expect((await refresh(second.refresh_token)).status).toBe(401)
    expect((await asked()).status).toBe(401)
  })

  test('a token that was signed or shaped otherwise is nobody’s', async () => {
    const { access_token: good } = await tokensOf(people.member)
    const [head, claims, signature] = good.split('.')
    const unsigned = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')
    const forged = [
      await forgeToken(good, { secret: 'a guess of thirty-two characters' }),
      await forgeToken(good, { issuer: 'https://issuer.example' }),
      await forgeToken(good, { typ: 'JWT' }),
      await forgeToken(good, { expiresIn: -1 }),
      `${unsigned}.${claims}.`,
      `${unsigned}.${claims}.${signature}`,
      `${head}.${claims}.`,
      people.member.session ?? '',
    ]
    const stranger = new Browser(town.origin)
    for (const token of forged) {
      const { status } = await stranger.send('GET', '/api/user', { headers: bearer(token) })
      expect([token, status]).toEqual([token, 401])
    }
    const same = await forgeToken(good)
    expect((await stranger.send('GET', '/api/user', { headers: bearer(same) })).status).toBe(200)
  })
})

test.describe('user enumeration', () => {
  const rounds = 12
  const series = 3

  /** The time that three of four take longer than: what else the machine does only ever adds to it. */
  const lowerQuartile = (values: number[]) =>
    values.toSorted((one, other) => one - other)[Math.floor(values.length / 4)] ?? 0

  /** What of an answer could tell one from another. */
  const facts = ({ status, headers, text }: RawAnswer) => {
    const { date: _date, 'x-request-id': id, 'set-cookie': set, ...rest } = headers
    return {
      status,
      headers: rest,
      cookies: [set ?? []].flat().map((line) => line.replace(/=[^;]*/, '')),
      text: text.replaceAll(String(id), ''),
    }
  }

  /** Asks for a known and an unknown address in turn; the known one's time as a share of the other's. */
  async function ratioOf(attempt: (email: string) => Promise<RawAnswer>): Promise<number> {
    const times = { known: [] as number[], unknown: [] as number[] }
    const kinds = ['known', 'unknown'] as const
    for (let round = -1; round < rounds; round++) {
      const answers: RawAnswer[] = []
      for (const kind of round % 2 === 0 ? kinds : kinds.toReversed()) {
        const email = kind === 'known' ? people.other.email : `nobody-${round}@example.org`
        const startedAt = performance.now()
        answers.push(await attempt(email))
        if (round >= 0) times[kind].push(performance.now() - startedAt)
      }
      expect(facts(answers[0]!)).toEqual(facts(answers[1]!))
    }
    return lowerQuartile(times.known) / lowerQuartile(times.unknown)
  }

  /** One series may be disturbed by what else the machine does; a difference that is there shows in each. */
  async function expectSameTime(attempt: (email: string) => Promise<RawAnswer>) {
    const ratios: number[] = []
    while (ratios.length < series) {
      const ratio = await ratioOf(attempt)
      if (ratio > 0.7 && ratio < 1.4) return
      ratios.push(ratio)
    }
    expect(ratios, 'the known address’s time as a share of the unknown one’s').toEqual([])
  }

  test('a wrong password and an unknown address get the same token answer in the same time', async () => {
    const client = new Browser(town.origin)
    await expectSameTime((email) =>
      client.send('POST', '/api/auth/token', {
        body: { grant_type: 'password', email, password: 'not the password' },
      }),
    )
  })

  test('a wrong password and an unknown address get the same page answer in the same time', async () => {
    const browser = new Browser(town.origin)
    const { csrfToken } = await browser.ask<{ csrfToken: string }>(200, 'GET', '/api/auth/csrf')
    await expectSameTime((email) =>
      browser.send('POST', '/api/auth/callback/password', {
        form: { csrfToken, email, password: 'not the password' },
        headers: { origin: town.origin },
      }),
    )
  })

  test('an address that is taken is refused like an invitation that is not good', async () => {
    const { other, admin } = people
    const url = async (email: string | null) =>
      (
        await admin.ask<{ url: string }>(201, 'POST', '/api/invitations', { role: 'member', email })
      ).url
        .split('/')
        .at(-1) ?? ''
    const forElse = await url('somebody-else@example.org')
    const closed = await startTown('attacks-closed', { env: { AUTH_SIGNUP: 'invitation' } })
    try {
      const owner = await setUp(closed.origin)
      const invitation = await owner.ask<{ url: string }>(201, 'POST', '/api/invitations', {
        role: 'member',
      })
      const attempt = async (origin: string, at: string, email: string, token?: string) => {
        const account = { ...newcomer('Refused'), email }
        const fields = token === undefined ? account : { ...account, invitation: token }
        const browser = new Browser(origin)
        const answer = await browser.submit(at, fields)
        expect(browser.session).toBeUndefined()
        const [, alert = ''] = /role="alert"[^>]*>([^]*?)<\/p>/.exec(answer.text) ?? []
        return [answer.status, alert.replaceAll(/<[^>]*>/g, '')]
      }
      const taken = await attempt(closed.origin, invitation.url, owner.email)
      const bad = await attempt(closed.origin, invitation.url, 'free@example.org', 'not-a-token')
      const notTheirs = await attempt(closed.origin, invitation.url, 'free@example.org', forElse)
      expect(taken[1]).toContain('No account could be made')
      expect(bad).toEqual(taken)
      expect(notTheirs).toEqual(taken)
      expect(await attempt(town.origin, '/sign-up', other.email)).toEqual(taken)
    } finally {
      await closed.close()
    }
  })
})

test.describe('cross-site requests', () => {
  const foreign: Headers[] = [
    { origin: evil },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
  ]

  test('with somebody’s cookie change nothing, whichever operation they ask for', async () => {
    const { member } = people
    const writes = contract.operations.filter(({ method }) => method !== 'GET')
    const made: [Operation, OperationRequest][] = []
    for (const operation of writes) made.push([operation, await requestOf(operation)])
    await things.release()
    await expect
      .poll(async () => (await member.send('GET', '/api/export')).text)
      .not.toContain('"streaming"')
    const before = await belongingsOf(member)
    for (const [operation, request] of made) {
      for (const headers of foreign) {
        const sent = { cookie: member.cookie, ...headers }
        const { method } = operation
        const answer = await raw(town.origin, method, request.path, sent, request.body)
        expect([operation.operationId, answer.status, codeOf(answer)]).toEqual([
          operation.operationId,
          403,
          'forbidden_origin',
        ])
      }
      // What a form of another site can send without asking beforehand.
      const plain = { 'content-type': 'text/plain', cookie: member.cookie, origin: evil }
      const body = request.body ?? {}
      const simple = await raw(town.origin, operation.method, request.path, plain, body)
      expect(simple.status).toBe(403)
    }
    expect(await belongingsOf(member)).toBe(before)
  })

  test('of a page in CORS_ORIGINS are not made in the name of a cookie', async () => {
    const app = 'https://app.example'
    const open = await startTown('attacks-cors', { env: { CORS_ORIGINS: app } })
    try {
      const owner = await setUp(open.origin)
      const { key } = await createKey(owner, 'read')
      for (const operation of contract.operations.filter((each) => !isPublic(each))) {
        const example = operation.requestBody?.content['application/json']?.example
        const { method } = operation
        const address = operation.path.replaceAll(/\{\w+\}/g, nothing)
        const body = method === 'GET' ? undefined : (example ?? {})
        const sent = { cookie: owner.cookie, origin: app }
        const answer = await raw(open.origin, method, address, sent, body)
        expect([operation.operationId, answer.status]).toEqual([operation.operationId, 401])
        expect(answer.headers['access-control-allow-origin']).toBe(app)
        expect(answer.headers).not.toHaveProperty('access-control-allow-credentials')
      }
      const stranger = new Browser(open.origin, { origin: app })
      const byKey = await stranger.send('GET', '/api/user', { headers: bearer(key) })
      expect(byKey.status).toBe(200)
    } finally {
      await open.close()
    }
  })

  test('do not sign anybody in, out or up', async () => {
    const { email, password } = await signUp(town.origin, 'Crossed')
    const attempts: [string, (browser: Browser) => Promise<RawAnswer>][] = [
      [
        'without the token',
        (browser) =>
          browser.send('POST', '/api/auth/callback/password', { form: { email, password } }),
      ],
      [
        'with a token of one’s own',
        (browser) =>
          browser.send('POST', '/api/auth/callback/password', {
            form: { email, password, csrfToken: 'a'.repeat(64) },
          }),
      ],
      ['from another site', (browser) => browser.signIn(email, password, { origin: evil })],
      [
        'as a guest without the token',
        (browser) => browser.send('POST', '/api/auth/callback/guest', { form: {} }),
      ],
      [
        'by the form from another site',
        (browser) => browser.submit('/sign-in', { email, password }, { headers: { origin: evil } }),
      ],
      [
        'by the form from a frame without an origin',
        (browser) =>
          browser.submit('/sign-in', { email, password }, { headers: { origin: 'null' } }),
      ],
    ]
    for (const [how, attempt] of attempts) {
      const browser = new Browser(town.origin)
      const { status } = await attempt(browser)
      expect([how, browser.session]).toEqual([how, undefined])
      // Next's own answer to a form of another site is 500.
      expect([how, status < 500 || how.startsWith('by the form')]).toEqual([how, true])
    }
    const account = newcomer('Uninvited')
    await new Browser(town.origin).submit('/sign-up', account, { headers: { origin: evil } })
    const later = new Browser(town.origin)
    await later.signIn(account.email, account.password)
    expect(later.session).toBeUndefined()

    const person = await signInAgain(people.other)
    const { cookie } = person
    await person.callback('signout', {}, { origin: evil })
    await person.send('POST', '/api/auth/signout', { form: {} })
    expect(await isLetIn(cookie)).toBe(true)
  })
})

test.describe('open redirects', () => {
  const corpus = [
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/..//evil.example',
    'https:evil.example',
    'https:/evil.example',
    'https://evil.example',
    'http://127.0.0.1.evil.example',
    'http://127.0.0.1@evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '%2f%2fevil.example',
    '/%2f%2fevil.example',
    '//%65vil.example',
    'evil.example',
  ]

  /** Where a browser would go on to after an answer; `own` may be a `{ url }` of next-auth's. */
  function expectOurs({ headers, text }: RawAnswer, how: string) {
    const told = text.startsWith('{"url"') ? (JSON.parse(text) as { url: string }).url : undefined
    for (const target of [headers.location, headers['x-action-redirect'], told]) {
      if (target === undefined) continue
      const [first = ''] = String(target).split(';')
      expect(new URL(first, town.origin).origin, `${how}: ${first}`).toBe(town.origin)
    }
  }

  for (const target of corpus) {
    test(`do not lead to ${JSON.stringify(target)}`, async () => {
      const { other } = people
      const query = encodeURIComponent(target)
      for (const page of ['/sign-in', '/sign-up']) {
        expectOurs(await other.send('GET', `${page}?next=${query}`), page)
      }
      const { email, password } = other
      const signedIn = await new Browser(town.origin).submit('/sign-in', {
        email,
        password,
        next: target,
      })
      expect(signedIn.status).toBe(303)
      expectOurs(signedIn, 'the form')
      const form = { callbackUrl: target }
      const browser = new Browser(town.origin)
      expectOurs(await browser.callback('callback/password', { email, password, ...form }), 'POST')
      expectOurs(
        await browser.callback(
          'callback/password',
          { email, password, ...form },
          {
            'x-auth-return-redirect': '1',
          },
        ),
        'by script',
      )
      expectOurs(await browser.callback('signout', form), 'signout')
      for (const address of ['signin', 'signin/password', 'error', 'signout', 'verify-request']) {
        const answer = await browser.send('GET', `/api/auth/${address}?callbackUrl=${query}`)
        expectOurs(answer, address)
      }
      const cookie = `${browser.cookie}; authjs.callback-url=${query}`
      const planted = await browser.callback('callback/password', { email, password }, { cookie })
      expectOurs(planted, 'the cookie')
    })
  }
})

test.describe('header injection', () => {
  const odd = [
    'a\r\nx-injected: 1',
    'a\nset-cookie: injected=1',
    '"; filename="evil.exe',
    '../../etc/passwd',
    'a\u2028b\u202egnp.exe',
    'ümläut ☂ %0d%0ax-injected: 1',
    "a'\\;=b",
  ]

  const expectNothingInjected = ({ headers }: RawAnswer) => {
    expect(headers).not.toHaveProperty('x-injected')
    expect(headers).not.toHaveProperty('set-cookie')
    for (const value of Object.values(headers)) expect(String(value)).not.toMatch(/[\r\n\0]/)
  }

  test('by titles, names and ids', async () => {
    const { member } = people
    for (const text of odd) {
      const name = `${text} ${crypto.randomUUID()}`
      for (const body of [{ title: text }, { external_id: name }]) {
        const answer = await member.send('POST', '/api/threads', { body })
        expect([201, 422], answer.text).toContain(answer.status)
        if (answer.status !== 201) continue
        const { id } = JSON.parse(answer.text) as { id: string }
        expectNothingInjected(answer)
        for (const format of ['json', 'markdown']) {
          const file = await member.send('GET', `/api/threads/${id}/export?format=${format}`)
          expect(file.status).toBe(200)
          expectNothingInjected(file)
          const disposition = String(file.headers['content-disposition'])
          expect(disposition).toMatch(
            /^attachment; filename="[^"\\/]+"(; filename\*=UTF-8''[\w%.~!$&+^`|-]+)?$/,
          )
        }
        const chat = await member.send('POST', '/api/chat', {
          body: { id, message: { id: name, role: 'user', content: 'Hello' }, model: 'sim/echo' },
        })
        expectNothingInjected(chat)
      }
      const byName = await member.send('GET', `/api/threads/${encodeURIComponent(name)}`)
      expectNothingInjected(byName)
    }
  })

  test('by what a client says of itself', async () => {
    const { email, password } = people.other
    const client = new Browser(town.origin)
    const headers = {
      'user-agent': `<script>alert(1)</script>\u00ff\u0080 ${'x'.repeat(4000)}`,
      'x-request-id': 'of-the-client',
      'idempotency-key': 'a b "c"',
    }
    const answer = await client.send('POST', '/api/auth/token', {
      body: { grant_type: 'password', email, password },
      headers,
    })
    expect(answer.status).toBe(200)
    expectNothingInjected(answer)
    expect(answer.headers['x-request-id']).not.toBe('of-the-client')
    type Sessions = { data: { user_agent: string; is_current: boolean }[] }
    const { access_token: token } = JSON.parse(answer.text) as { access_token: string }
    const { data } = await client.ask<Sessions>(
      200,
      'GET',
      '/api/auth/sessions',
      undefined,
      bearer(token),
    )
    const agent = data.find(({ is_current: isCurrent }) => isCurrent)?.user_agent ?? ''
    expect(agent).toContain('<script>')
    expect(agent.length).toBeLessThanOrEqual(300)
  })

  test('a host that a stranger forwards is not believed', async () => {
    const { email, password } = people.other
    const lies: Headers[] = [
      { 'x-forwarded-host': 'evil.example' },
      { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
      { 'x-forwarded-host': '127.0.0.1, evil.example', 'x-forwarded-port': '81' },
      { forwarded: 'host=evil.example;proto=https' },
      { 'x-real-ip': '203.0.113.9', 'x-forwarded-for': '203.0.113.9' },
    ]
    for (const headers of lies) {
      const browser = new Browser(town.origin, headers)
      for (const address of ['providers', 'signin', 'error', 'csrf', 'session']) {
        const answer = await browser.send('GET', `/api/auth/${address}`)
        expect(answer.status).toBeLessThan(400)
        expect(JSON.stringify(answer)).not.toContain('evil.example')
      }
      const signedIn = await browser.signIn(email, password)
      expect(JSON.stringify(signedIn)).not.toContain('evil.example')
      expect(browser.session).toBeDefined()
      type Sessions = { data: { address: string; is_current: boolean }[] }
      const { data } = await browser.ask<Sessions>(200, 'GET', '/api/auth/sessions')
      expect(data.find(({ is_current: isCurrent }) => isCurrent)?.address).toBe('127.0.0.1')
      const page = await new Browser(town.origin, headers).send('GET', '/t/nothing')
      expect(JSON.stringify(page)).not.toContain('evil.example')
    }
  })

  test('a host that is not ours is answered nowhere', async () => {
    for (const address of ['/api/user', '/api/auth/csrf', '/api/auth/providers', '/sign-in', '/']) {
      const answer = await sendRaw(town.origin, {
        method: 'GET',
        path: address,
        headers: { host: 'evil.example', cookie: people.other.cookie },
      })
      expect(JSON.stringify(answer.headers)).not.toContain('evil.example')
      expect([address, answer.status >= 400]).toEqual([address, true])
    }
  })
})

test.describe('things of others', () => {
  const secretsOf = (person: Person) => [
    'canary-title',
    'canary-question',
    'canary-system-prompt',
    person.email,
  ]

  /** Somebody else's file with the ids of the member's rows in it. */
  const forged = ({ path: address, body }: OperationRequest): OperationRequest => ({
    path: address,
    ...(body === undefined
      ? {}
      : { body: JSON.parse(JSON.stringify(body).replaceAll('canary-', 'forged-')) as unknown }),
  })

  test('are neither read nor changed by their ids, whichever operation is asked', async () => {
    const { member, other, outsider, admin, guest } = people
    const made: [Operation, OperationRequest][] = []
    for (const operation of contract.operations.filter((each) => !isPublic(each))) {
      const request = await requestOf(operation)
      made.push([operation, operation.operationId === 'importThreads' ? forged(request) : request])
    }
    await things.release()
    await expect
      .poll(async () => (await member.send('GET', '/api/export')).text)
      .not.toContain('"streaming"')
    const before = await belongingsOf(member)
    const isAboutThreads = ({ path: address }: Operation) =>
      /^\/api\/(threads|messages|chat|summaries|export|import|events)/.test(address)
    // What these are asked for is what they may do to others in their workspace.
    const asksOfOwn = [
      'removeMember',
      'updateMember',
      'deleteUser',
      'endSessions',
      'changePassword',
    ]
    const attackers: [string, Person, (operation: Operation) => boolean][] = [
      ['other', other, () => true],
      ['outsider', outsider, () => true],
      ['guest', guest, () => true],
      ['admin', admin, isAboutThreads],
    ]
    for (const [name, attacker, may] of attackers) {
      for (const [operation, request] of made.filter(([each]) => may(each))) {
        const answer = await ask(operation, request, { cookie: attacker.cookie })
        const what = `${name} ${operation.operationId}: ${answer.status}`
        if (operation.path.includes('{') && !/\/api\/workspaces/.test(operation.path)) {
          expect([403, 404], what).toContain(answer.status)
        }
        expect(answer.status, what).toBeLessThan(500)
        for (const secret of secretsOf(member)) {
          expect(answer.text, what).not.toContain(secret)
        }
        if (asksOfOwn.includes(operation.operationId)) {
          expect(await isLetIn(member.cookie), what).toBe(true)
        }
      }
    }
    expect(await belongingsOf(member)).toBe(before)
  })

  test('are not reached through a thread of one’s own', async () => {
    const { member, other, outsider } = people
    const { thread, question, answer } = await things.talk()
    const { thread: long, summary } = await things.summarised()
    const before = await belongingsOf(member)
    for (const attacker of [other, outsider]) {
      const body = { model: 'sim/echo', title: 'Mine' }
      const { id: own } = await attacker.ask<{ id: string }>(201, 'POST', '/api/threads', body)
      const mine = await attacker.ask<Message>(201, 'POST', `/api/threads/${own}/messages`, {
        content: 'Mine',
      })
      const attempts: [string, string, unknown?][] = [
        ['GET', `/api/threads/${own}/messages/${answer}/stream`],
        ['GET', `/api/threads/${thread}/messages/${mine.id}/stream`],
        ['GET', `/api/threads/${own}/messages?branch=${answer}`],
        ['GET', `/api/threads/${own}/messages?branch=${answer}&before_sequence=99`],
        ['GET', `/api/threads/${own}/messages?branch=${answer}&after_sequence=0`],
        ['GET', `/api/threads/${thread}/messages?before_sequence=99`],
        ['GET', `/api/threads/${thread}/messages?after_sequence=0`],
        ['GET', `/api/threads/${thread}?include=messages,summaries`],
        ['GET', `/api/v1/conversations/${thread}`],
        ['GET', `/api/v1/conversations/${thread}/messages`],
        ['GET', `/threads/${thread}`],
        ['GET', `/threads/${long}/summaries`],
        ['GET', `/messages/${answer}`],
        ['GET', `/api/messages/${answer}?thread_id=${own}`],
        ['GET', `/api/messages/${answer}?thread_id=${thread}`],
        ['GET', `/api/messages/${answer}/context?include=body&thread_id=${own}`],
        ['GET', `/api/messages/${question}/versions?thread_id=${own}`],
        ['PATCH', `/api/messages/${answer}?thread_id=${own}`, { content: 'Changed' }],
        ['DELETE', `/api/messages/${answer}?thread_id=${own}`],
        ['PUT', `/api/messages/${answer}/vote?thread_id=${own}`, { value: 'down' }],
        ['PATCH', '/api/chat/vote', { chatId: own, messageId: answer, isUpvoted: false }],
        ['PATCH', `/api/summaries/${summary}`, { content: 'Changed' }],
        ['POST', '/api/chat', { id: own, trigger: 'regenerate-message', messageId: answer }],
        ['POST', '/api/chat', { id: thread, trigger: 'regenerate-message', messageId: answer }],
        ['POST', '/api/chat', { id: thread, trigger: 'regenerate-message', messageId: mine.id }],
        ['POST', '/api/chat', { id: thread, message: { role: 'user', content: 'Let me in' } }],
        ['POST', `/api/chat/${thread}/stop`],
        ['POST', '/api/threads', { id: thread, title: 'Taken over' }],
      ]
      for (const [method, address, sent] of attempts) {
        const { status, text } = await attacker.send(method, address, { body: sent })
        const what = `${attacker.name}: ${method} ${address} ${JSON.stringify(sent)}: ${text}`
        expect([403, 404, 409], what).toContain(status)
        expect(text).not.toContain('canary-')
      }
      const found = await attacker.send('GET', '/api/threads?q=canary&shared=true')
      expect(found.text).toContain('"data":[]')
    }
    expect(await belongingsOf(member)).toBe(before)
  })

  test('are not attached to by the key of a repeated request', async () => {
    const { member, other } = people
    const headers = { 'idempotency-key': 'a key that both use' }
    const body = { message: { role: 'user', content: 'canary-question' }, model: 'sim/echo' }
    const first = await member.send('POST', '/api/chat', { body, headers })
    const again = await other.send('POST', '/api/chat', {
      body: { ...body, message: { role: 'user', content: 'Something else' } },
      headers,
    })
    expect([first.status, again.status]).toEqual([200, 200])
    expect(again.headers['x-skein-thread-id']).not.toBe(first.headers['x-skein-thread-id'])
    expect(again.text).not.toContain('canary-question')
  })
})

test.describe('mass assignment', () => {
  test('writes no role, owner, workspace or scope that a body has no place for', async () => {
    const { member, administrator, outsider } = people
    const { workspace } = await outsider.ask<{ workspace: { id: string } }>(200, 'GET', '/api/user')
    const extra: Record<string, unknown> = {
      role: 'owner',
      roles: ['owner'],
      workspace_id: workspace.id,
      workspaceId: workspace.id,
      user_id: administrator.id,
      userId: administrator.id,
      owner_id: administrator.id,
      is_administrator: true,
      isAdministrator: true,
      is_guest: false,
      email_verified_at: '2026-01-01T00:00:00Z',
      password_hash: 'scrypt$1$1$1$AA==$AA==',
      scope: 'admin',
      scopes: ['admin'],
      status: 'completed',
      sequence_number: 1,
      model_used: 'openai/forged',
      created_at: '2001-01-01T00:00:00Z',
      __proto__: { is_administrator: true },
      constructor: { prototype: { is_administrator: true } },
    }
    const meOf = (person: Person) => person.ask<Record<string, unknown>>(200, 'GET', '/api/user')
    const before = await meOf(member)
    const made: [Operation, OperationRequest][] = []
    for (const operation of contract.operations) {
      const { operationId } = operation
      if (!operation.requestBody?.content['application/json'] || isPublic(operation)) continue
      if (['switchWorkspace', 'importThreads', 'createWorkspace'].includes(operationId)) continue
      made.push([operation, await requestOf(operation)])
    }
    const theirs = await Promise.all([administrator, outsider].map(belongingsOf))
    const tried: string[] = []
    for (const [operation, request] of made) {
      const { operationId } = operation
      const good = (request.body ?? {}) as Record<string, unknown>
      // JSON as it is written, so that the prototype's own name is one of its fields.
      const body = JSON.stringify({ ...extra, ...good }).replace(
        /^\{/,
        '{"__proto__":{"is_administrator":true},',
      )
      const answer = await sendRaw(town.origin, {
        method: operation.method,
        path: request.path,
        headers: { 'content-type': 'application/json', cookie: member.cookie },
        body,
      })
      const what = `${operationId}: ${answer.status} ${answer.text.slice(0, 300)}`
      expect(answer.status, what).toBeLessThan(500)
      expect(answer.text, what).not.toContain(administrator.id)
      expect(answer.text, what).not.toContain(workspace.id)
      expect(answer.text, what).not.toContain('openai/forged')
      expect(answer.text, what).not.toContain('2001-01-01')
      tried.push(operationId)
    }
    expect(tried.length).toBeGreaterThan(12)
    await things.release()
    expect(await meOf(member)).toEqual(before)
    type Listed = { data: { user_id: string }[] }
    const { data } = await member.ask<Listed>(200, 'GET', '/api/threads?limit=100')
    expect(data.filter(({ user_id: owner }) => owner !== member.id)).toEqual([])
    const after = await Promise.all([administrator, outsider].map(belongingsOf))
    expect(after).toEqual(theirs)
    expect(({} as Record<string, unknown>).is_administrator).toBeUndefined()
  })

  test('of a form makes nobody more than a member', async () => {
    const account = newcomer('Climber')
    const browser = new Browser(town.origin)
    const others = {
      role: 'owner',
      is_administrator: 'true',
      isAdministrator: 'true',
      guestId: people.administrator.id,
      userId: people.administrator.id,
      workspaceId: nothing,
      id: people.administrator.id,
    }
    await browser.submit('/sign-up', account, { others })
    const me = await browser.ask<Record<string, unknown>>(200, 'GET', '/api/user')
    expect(me).toMatchObject({ role: 'member', is_administrator: false, email: account.email })
    expect(me.id).not.toBe(people.administrator.id)
  })

  test('gives nobody more than they may give', async () => {
    const { admin, member, other, administrator } = people
    const refused: [Person, string, string, unknown][] = [
      [admin, 'POST', '/api/invitations', { role: 'owner' }],
      [admin, 'PATCH', `/api/members/${admin.id}`, { role: 'owner' }],
      [admin, 'PATCH', `/api/members/${administrator.id}`, { role: 'member' }],
      [admin, 'DELETE', `/api/members/${administrator.id}`, undefined],
      [member, 'PATCH', `/api/members/${member.id}`, { role: 'admin' }],
      [other, 'DELETE', `/api/members/${member.id}`, undefined],
    ]
    for (const [person, method, address, body] of refused) {
      const { status } = await person.send(method, address, { body })
      expect([method, address, status]).toEqual([method, address, 403])
    }
    const { key } = await createKey(member, 'chat')
    const body = { name: 'More', scope: 'admin' }
    const more = await new Browser(town.origin).send('POST', '/api/keys', {
      body,
      headers: { 'x-api-key': key },
    })
    expect(more.status).toBe(403)
  })

  test('an invitation for another address makes nobody more than a member, and no two people by one', async () => {
    const { admin } = people
    const made = await admin.ask<{ url: string }>(201, 'POST', '/api/invitations', {
      role: 'admin',
      email: 'the-invited@example.org',
    })
    // Where anybody may sign up they are a member like anybody, and the invitation is still good.
    const thief = await signUp(town.origin, 'Thief', { at: made.url })
    const roleOf = async (browser: Browser) =>
      (await browser.ask<{ role: string }>(200, 'GET', '/api/user')).role
    expect(await roleOf(thief)).toBe('member')
    const twice = await admin.ask<{ url: string }>(201, 'POST', '/api/invitations', {
      role: 'admin',
    })
    const browsers = [new Browser(town.origin), new Browser(town.origin)]
    await Promise.all(browsers.map((browser) => browser.submit(twice.url, newcomer('Twice'))))
    const roles = await Promise.all(
      browsers.map((browser) => (browser.session ? roleOf(browser) : 'nobody')),
    )
    expect(roles.filter((role) => role === 'admin')).toHaveLength(1)
  })
})

test.describe('two people on one server', () => {
  const words = { member: 'zebrafinch', other: 'quartermaster' }

  test('see nothing of each other in lists, searches, streams, events, ledgers and exports', async () => {
    const { member, other } = people
    const persons = { member, other }
    const told = { member: '', other: '' }
    const leave = new AbortController()
    for (const who of ['member', 'other'] as const) {
      const response = await fetch(`${town.origin}/api/events`, {
        headers: { cookie: persons[who].cookie },
        signal: leave.signal,
      })
      expect(response.status).toBe(200)
      const listen = async () => {
        const decoder = new TextDecoder()
        for await (const bytes of response.body ?? []) {
          told[who] += decoder.decode(bytes, { stream: true })
        }
      }
      listen().catch(() => undefined)
    }

    const talk = async (who: 'member' | 'other') => {
      const person = persons[who]
      const title = `${words[who]} title`
      const { id } = await person.ask<{ id: string }>(201, 'POST', '/api/threads', {
        title,
        system_prompt: `${words[who]} prompt`,
        model: 'sim/echo',
      })
      const response = await fetch(`${town.origin}/api/threads/${id}/messages`, {
        method: 'POST',
        headers: { cookie: person.cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ content: `${words[who]} question`, stream: true }),
      })
      const { chunks } = await readEvents(response)
      const { data } = await person.ask<{ data: Message[] }>(
        200,
        'GET',
        `/api/threads/${id}/messages`,
      )
      await person.ask(200, 'PATCH', `/api/threads/${id}`, { title: `${title} anew` })
      return { id, stream: JSON.stringify(chunks), text: textOf(chunks), answer: data.at(-1)!.id }
    }
    const [mine, theirs] = await Promise.all([talk('member'), talk('other')])
    const both = [
      { who: 'member', own: mine, foreign: theirs },
      { who: 'other', own: theirs, foreign: mine },
    ] as const
    for (const { who, own, foreign } of both) {
      const person = persons[who]
      const [word, secret] =
        who === 'member' ? [words.member, words.other] : [words.other, words.member]
      expect(own.text).toContain(word)
      const seen = [own.stream]
      for (const address of [
        '/api/threads?limit=100',
        '/api/threads?shared=true',
        `/api/threads?q=${word}`,
        '/api/export',
        '/api/usage',
        `/api/messages/${own.answer}/context?include=body`,
        `/api/threads/${own.id}/export?format=markdown`,
        '/',
        `/t/${own.id}`,
      ]) {
        const { status, text } = await person.send('GET', address)
        expect([address, status]).toEqual([address, 200])
        seen.push(text)
      }
      expect(seen.join('\n')).toContain(word)
      const searched = await person.send('GET', `/api/threads?q=${secret}`)
      expect(searched.text).toContain('"data":[]')
      const page = await person.send('GET', `/t/${foreign.id}`)
      seen.push(page.text, (await person.send('GET', '/shared-with-me')).text)
      for (const text of [...seen, told[who]]) {
        expect(text.includes(secret) && text.slice(0, 2000)).toBe(false)
      }
      await expect.poll(() => told[who]).toContain(own.id)
      expect(told[who]).not.toContain(foreign.id)
    }
    leave.abort()
  })
})

test.describe('secrets', () => {
  test('are in no log, error, page of others, metric or bundle', async () => {
    const { member, other, outsider, guest, administrator } = people
    const { thread } = await things.talk()
    const { key } = await createKey(member, 'admin')
    const tokens = await tokensOf(member)
    const { url } = await people.admin.ask<{ url: string }>(201, 'POST', '/api/invitations', {
      role: 'member',
    })
    const invitation = url.split('/').at(-1) ?? ''
    const { token: link } = await things.shared()
    await new Browser(town.origin).send('GET', `/api/shared/${link}`)
    await new Browser(town.origin).send('GET', url)
    const refused: RawAnswer[] = []
    for (const [method, address, body] of [
      [
        'POST',
        '/api/auth/token',
        { grant_type: 'password', email: member.email, password: 'canary-wrong-password' },
      ],
      [
        'POST',
        '/api/auth/token',
        { grant_type: 'refresh_token', refresh_token: `${tokens.refresh_token}x` },
      ],
      ['POST', '/api/auth/token', { grant_type: 'other', password: member.password }],
      ['POST', '/api/keys', { name: member.password, scope: member.password }],
      [
        'POST',
        '/api/auth/password',
        { current_password: 'canary-wrong-password', new_password: '1' },
      ],
      ['GET', `/api/threads/${thread}`, undefined],
    ] as const) {
      refused.push(await other.send(method, address, { body }))
    }
    refused.push(
      await other.send('POST', '/api/auth/token', {
        headers: { 'content-type': 'application/json' },
        bytes: '{"password":"canary-wrong-password",',
      }),
    )
    const stranger = new Browser(town.origin)
    refused.push(await stranger.send('GET', '/api/user', { headers: bearer(`${key}x`) }))
    await stranger.signIn(member.email, 'canary-wrong-password')
    expect(refused.map(({ status }) => status).filter((status) => status < 400)).toEqual([])

    const server = [
      peopleEnv.AUTH_SECRET,
      peopleEnv.SKEIN_API_KEY,
      'canary-key-of-the-provider',
      'scrypt$',
    ]
    const credentials = [
      member.password,
      'canary-wrong-password',
      key,
      tokens.access_token,
      tokens.refresh_token,
      member.session ?? '',
    ]
    const words = ['canary-title', 'canary-question', 'canary-system-prompt', member.email]
    const expectNone = (place: string, text: string, secrets: string[]) =>
      expect([place, secrets.filter((secret) => text.includes(secret))]).toEqual([place, []])

    for (const { text } of refused)
      expectNone('errors', text, [...server, ...credentials, ...words])
    for (const person of [other, outsider, guest]) {
      for (const address of [
        '/',
        '/account',
        '/admin',
        '/shared-with-me',
        `/t/${thread}`,
        '/docs/api',
      ]) {
        const { text } = await person.send('GET', address)
        expectNone(`${person.name} ${address}`, text, [...server, ...credentials, ...words])
      }
    }
    for (const person of [member, administrator]) {
      for (const address of ['/', '/account', '/admin', '/admin/jobs', `/t/${thread}`]) {
        const { text } = await person.send('GET', address)
        expectNone(`${person.name} ${address}`, text, [...server, ...credentials])
      }
    }
    const metrics = await administrator.send('GET', '/api/metrics')
    expect(metrics.status).toBe(200)
    expectNone('metrics', metrics.text, [...server, ...credentials, ...words, member.id, thread])

    const log = town.skein.output()
    expect(log).toContain('"operation":"createToken"')
    expectNone('log', log, [...server, ...credentials, ...words, invitation, link])

    const folder = path.join(import.meta.dirname, '../../.next/static')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(js|css|map|json)$/.test(file),
    )
    expect(files.length).toBeGreaterThan(5)
    for (const file of files) {
      const text = readFileSync(path.join(folder, file), 'utf8')
      expectNone(file, text, [...server, 'password_hash', 'passwordHash', 'node:crypto', 'pglite'])
    }
  })
})

test.describe('brute force', () => {
  const points = 4
  let strict: Town
  let owner: Person
  test.beforeAll(async () => {
    const env = {
      LIMIT_SIGN_IN: `${points}/300`,
      LIMIT_SIGN_UP: '6/3600',
      LIMIT_READS: '40/300',
      TRUSTED_PROXIES: 'loopback',
    }
    strict = await startTown('attacks-limits', { env })
    owner = await setUp(strict.origin)
  })
  test.afterAll(() => strict?.close())

  let addresses = 0
  const from = (address = `198.51.100.${++addresses}`): Headers => ({ 'x-forwarded-for': address })

  const attempt = (email: string, password: string, headers: Headers) =>
    new Browser(strict.origin).send('POST', '/api/auth/token', {
      body: { grant_type: 'password', email, password },
      headers,
    })

  const expectLimited = (answer: RawAnswer) => {
    expect([answer.status, codeOf(answer)]).toEqual([429, 'rate_limited'])
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  }

  /** How many of a series get through until the first that is refused by the limit. */
  async function until429(series: (index: number) => Promise<RawAnswer>, most: number) {
    for (let index = 0; index < most; index++) {
      const answer = await series(index)
      if (answer.status === 429) {
        expectLimited(answer)
        return index
      }
    }
    return most
  }

  test('of one account from one address is stopped, also before the right password', async () => {
    const person = await invite(owner, 'Target', 'member')
    const headers = from()
    const tries = await until429(() => attempt(person.email, 'wrong', headers), points * 3)
    expect(tries).toBe(points)
    expectLimited(await attempt(person.email, person.password, headers))
    // Whoever is elsewhere is not locked out by it.
    expect((await attempt(person.email, person.password, from())).status).toBe(200)
  })

  test('of one account from many addresses is stopped', async () => {
    const person = await invite(owner, 'Target', 'member')
    const familiar = from()
    expect((await attempt(person.email, person.password, familiar)).status).toBe(200)
    const tries = await until429(() => attempt(person.email, 'wrong', from()), points * 15)
    expect(tries).toBeGreaterThanOrEqual(points)
    expect(tries).toBeLessThanOrEqual(points * 10)
    expectLimited(await attempt(person.email, person.password, from()))
    // Its owner signed in from there before.
    expect((await attempt(person.email, person.password, familiar)).status).toBe(200)
  })

  test('of many accounts from one address is stopped', async () => {
    const headers = from()
    const tries = await until429(
      (index) => attempt(`guessed-${index}@example.org`, 'wrong', headers),
      points * 6,
    )
    expect(tries).toBeLessThanOrEqual(points * 3)
    expect((await attempt('another@example.org', 'wrong', from())).status).toBe(401)
  })

  test('is stopped on the page and at next-auth’s own address too, in one count', async () => {
    const person = await invite(owner, 'Target', 'member')
    const headers = from()
    const browser = new Browser(strict.origin, headers)
    for (let index = 0; index < points; index++) await browser.signIn(person.email, 'wrong')
    await browser.signIn(person.email, person.password)
    expect(browser.session).toBeUndefined()
    const { email, password } = person
    const page = new Browser(strict.origin, headers)
    await page.submit('/sign-in', { email, password })
    expect(page.session).toBeUndefined()
    expectLimited(await attempt(person.email, person.password, headers))
  })

  test('of a password that somebody signed in must give is stopped', async () => {
    const person = await invite(owner, 'Target', 'member')
    const body = { current_password: 'wrong', new_password: 'a password of a thief' }
    const tries = await until429(
      () => person.send('POST', '/api/auth/password', { body, headers: from('198.51.100.200') }),
      points * 3,
    )
    expect(tries).toBe(points)
  })

  test('of API keys and tokens is stopped', async () => {
    const headers = from()
    const guess = (index: number) =>
      new Browser(strict.origin).send('GET', '/api/user', {
        headers: { ...headers, ...bearer(`sk_skein_${String(index).padStart(43, '0')}`) },
      })
    const tries = await until429(guess, 120)
    expect(tries).toBeGreaterThan(0)
    expect(tries).toBeLessThanOrEqual(40)
    expect((await owner.send('GET', '/api/user', { headers: from() })).status).toBe(200)
  })

  test('an address makes only so many guests and accounts', async () => {
    const headers = from()
    let guests = 0
    for (let index = 0; index < 12; index++) {
      const browser = new Browser(strict.origin, headers)
      await browser.callback('callback/guest')
      if (browser.session) guests += 1
    }
    expect(guests).toBeGreaterThan(0)
    expect(guests).toBeLessThanOrEqual(6)
  })

  test('a browser that cannot be signed in after signing up keeps no session that others know', async () => {
    const headers = from()
    const attacker = new Browser(strict.origin, headers)
    await attacker.callback('callback/guest')
    expect(attacker.session).toBeDefined()
    const account = newcomer('Blocked')
    await until429(() => attempt(account.email, 'wrong', headers), points * 3)
    const victim = new Browser(strict.origin, headers)
    victim.cookies.set(sessionCookie, attacker.session ?? '')
    await victim.submit('/sign-up', account)
    const seen = await attacker.send('GET', '/api/user')
    expect(seen.text).not.toContain(account.email)
    // The account was made all the same.
    const { status } = await attempt(account.email, account.password, from())
    expect(status).toBe(200)
  })

  test('nobody chooses the address that they are counted by', async () => {
    const untrusting = await startTown('attacks-untrusting', {
      env: { LIMIT_SIGN_IN: `${points}/300` },
    })
    try {
      await setUp(untrusting.origin)
      const tries = await until429(
        (index) =>
          new Browser(untrusting.origin).send('POST', '/api/auth/token', {
            body: { grant_type: 'password', email: 'a@example.org', password: 'wrong' },
            headers: { 'x-forwarded-for': `198.51.100.${index}` },
          }),
        points * 3,
      )
      expect(tries).toBe(points)
    } finally {
      await untrusting.close()
    }
  })
})
