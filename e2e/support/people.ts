import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { SignJWT } from 'jose'
import { sendRaw, type RawAnswer } from '../http/client'
import { startPair, type Pair } from '../http/start-pair'
import type { UpstreamOptions } from '../upstream/upstream'

/** The environment of a server with accounts, whose secrets the tests know and whose limits are off. */
export const peopleEnv = {
  AUTH_MODE: 'accounts',
  AUTH_GUESTS: 'true',
  AUTH_SIGNUP: 'open',
  AUTH_SECRET: 'canary-auth-secret-that-signs-everything',
  SKEIN_API_KEY: 'sk_skein_canary-key-of-the-environment',
  LIMIT_CHAT: 'off',
  LIMIT_WRITES: 'off',
  LIMIT_READS: 'off',
  LIMIT_SIGN_IN: 'off',
  LIMIT_SIGN_UP: 'off',
  TITLE_MODEL: 'none',
} as const

export type Headers = Record<string, string>
export type Sent = {
  headers?: Headers
  /** Sent as JSON; or a form's fields; or what is sent as it stands. */
  body?: unknown
  form?: Record<string, string>
  bytes?: Uint8Array | string
}

export const sessionCookie = 'authjs.session-token'
export const codeOf = ({ text }: RawAnswer): string =>
  text.startsWith('{"error"') ? (JSON.parse(text) as { error: { code: string } }).error.code : ''

/** Cookies and a way to ask, as a browser has them; it goes after no redirect and runs nothing. */
export class Browser {
  readonly origin: string
  readonly cookies = new Map<string, string>()
  /** What goes along with each request. */
  readonly headers: Headers

  constructor(origin: string, headers: Headers = {}) {
    this.origin = origin
    this.headers = headers
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  get session(): string | undefined {
    return this.cookies.get(sessionCookie)
  }

  async send(method: string, path: string, sent: Sent = {}): Promise<RawAnswer> {
    const { headers } = sent
    const content = contentOf(sent)
    const answer = await sendRaw(this.origin, {
      method,
      path,
      headers: {
        ...(this.cookies.size > 0 ? { cookie: this.cookie } : {}),
        ...(content.bytes ? { 'content-length': String(Buffer.byteLength(content.bytes)) } : {}),
        ...content.headers,
        ...this.headers,
        ...headers,
      },
      body: content.bytes,
    })
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) this.#keep(line)
    return answer
  }

  /** The JSON of an answer that must have a status. */
  async ask<Body>(
    status: number,
    method: string,
    path: string,
    body?: unknown,
    headers?: Headers,
  ): Promise<Body> {
    const answer = await this.send(method, path, { body, headers })
    if (answer.status !== status) {
      throw new Error(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 500)}`)
    }
    return (answer.text === '' ? null : JSON.parse(answer.text)) as Body
  }

  /**
   * Submits the form of a page in which the fields are, as a browser does before scripts have loaded. `others` are fields that
   * the form does not have.
   */
  async submit(
    path: string,
    fields: Record<string, string>,
    { headers = {}, others = {} }: { headers?: Headers; others?: Record<string, string> } = {},
  ): Promise<RawAnswer> {
    const page = await this.send('GET', path, { headers: { accept: 'text/html' } })
    const forms = [...page.text.matchAll(/<form\b[^]*?<\/form>/g)].map(([form]) => inputsOf(form))
    const wanted = forms.find((inputs) =>
      Object.keys(fields).every((field) => inputs.some(({ name }) => name === field)),
    )
    if (!wanted)
      throw new Error(`${path} (${page.status}) has no form with ${Object.keys(fields)}.`)
    const form = new FormData()
    for (const { name, value } of wanted) form.append(name, fields[name] ?? value)
    for (const [name, value] of Object.entries(others)) form.append(name, value)
    const request = new Request('http://form.invalid', { method: 'POST', body: form })
    return this.send('POST', path, {
      headers: {
        origin: this.origin,
        'content-type': request.headers.get('content-type') ?? '',
        ...headers,
      },
      bytes: Buffer.from(await request.arrayBuffer()),
    })
  }

  /** Posts to one of next-auth's addresses with the token that it wants against foreign forms. */
  async callback(
    provider: string,
    form: Record<string, string> = {},
    headers: Headers = {},
  ): Promise<RawAnswer> {
    const { csrfToken } = await this.ask<{ csrfToken: string }>(200, 'GET', '/api/auth/csrf')
    return this.send('POST', `/api/auth/${provider}`, {
      form: { csrfToken, ...form },
      headers: { origin: this.origin, ...headers },
    })
  }

  signIn(email: string, password: string, headers: Headers = {}): Promise<RawAnswer> {
    return this.callback('callback/password', { email, password }, headers)
  }

  #keep(line: string) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/;\s*max-age=0|expires=thu, 01 jan 1970/i.test(line) || value === '') {
      this.cookies.delete(name)
    } else this.cookies.set(name, value)
  }
}

function contentOf({ body, form, bytes }: Sent): { headers: Headers; bytes?: Uint8Array | string } {
  if (form) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return { headers, bytes: new URLSearchParams(form).toString() }
  }
  if (body === undefined) return { headers: {}, bytes }
  return { headers: { 'content-type': 'application/json' }, bytes: JSON.stringify(body) }
}

const entities: Record<string, string> = { amp: '&', quot: '"', lt: '<', gt: '>', '#x27': "'" }
const decoded = (text: string) =>
  text.replace(/&(amp|quot|lt|gt|#x27);/g, (_, name: string) => entities[name] ?? '')

const attribute = (tag: string, name: string) =>
  decoded(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '')

const inputsOf = (form: string) =>
  [...form.matchAll(/<input\b[^>]*>/g)]
    .map(([tag]) => ({ name: attribute(tag, 'name'), value: attribute(tag, 'value') }))
    .filter(({ name }) => name !== '')

export type Person = Browser & { name: string; email: string; password: string; id: string }

let made = 0

/** A name, an address and a password that nobody else has. */
export function newcomer(label: string) {
  made += 1
  const name = `${label} ${made}`
  return {
    name,
    email: `${label.toLowerCase()}-${made}@example.org`,
    password: `canary-password-of-${label.toLowerCase()}-${made}`,
  }
}

/** Who somebody is who has just come in. */
async function asPerson(
  browser: Browser,
  known: { name: string; email: string; password: string },
): Promise<Person> {
  const { id } = await browser.ask<{ id: string }>(200, 'GET', '/api/user')
  return Object.assign(browser, known, { id })
}

/** Makes an account at the page with its form, by an invitation's link if there is one. */
export async function signUp(
  origin: string,
  label: string,
  { at = '/sign-up', browser = new Browser(origin) }: { at?: string; browser?: Browser } = {},
): Promise<Person> {
  const account = newcomer(label)
  const answer = await browser.submit(at, account)
  if (answer.status !== 303 || !browser.session) {
    throw new Error(`${at} does not sign up ${account.email}: ${answer.status}`)
  }
  return asPerson(browser, account)
}

export async function signInAsGuest(origin: string): Promise<Person> {
  const browser = new Browser(origin)
  await browser.callback('callback/guest')
  if (!browser.session) throw new Error('No guest is let in.')
  return asPerson(browser, { name: 'Guest', email: '', password: '' })
}

/** Signs in an account in a browser of its own. */
export async function signInAgain(person: Person): Promise<Person> {
  const { name, email, password } = person
  const browser = new Browser(person.origin)
  const answer = await browser.signIn(email, password)
  if (!browser.session) throw new Error(`${email} is not let in: ${answer.status} ${answer.text}`)
  return asPerson(browser, { name, email, password })
}

type Role = 'owner' | 'admin' | 'member'

/** Makes an account by an invitation of somebody who may invite. */
export async function invite(host: Browser, label: string, role: Role): Promise<Person> {
  const body = { role, email: null, expires_in_days: 1 }
  const { url } = await host.ask<{ url: string }>(201, 'POST', '/api/invitations', body)
  return signUp(host.origin, label, { at: url })
}

/** Makes somebody who owns another workspace, which the administrator has made, and is in no other. */
export async function inviteElsewhere(administrator: Person, label: string): Promise<Person> {
  const host = await signInAgain(administrator)
  const body = { name: `Elsewhere of ${label}` }
  const { id } = await host.ask<{ id: string }>(201, 'POST', '/api/workspaces', body)
  await host.ask(200, 'PUT', '/api/auth/workspace', { workspace_id: id })
  return invite(host, label, 'owner')
}

/** Makes the first account, the administrator's. */
export async function setUp(origin: string): Promise<Person> {
  const account = newcomer('Administrator')
  const browser = new Browser(origin)
  const answer = await browser.submit('/welcome', account)
  if (!browser.session) throw new Error(`/welcome makes no account: ${answer.status}`)
  return asPerson(browser, account)
}

type Scope = 'read' | 'chat' | 'admin'
export type Key = { id: string; key: string }

export const createKey = (
  person: Browser,
  scope: Scope,
  expires_at: string | null = null,
): Promise<Key> =>
  person.ask<Key>(201, 'POST', '/api/keys', { name: `${scope} key`, scope, expires_at })

/** A key that was good and is no longer. */
export async function expiredKey(person: Browser): Promise<string> {
  const { key } = await createKey(person, 'admin', new Date(Date.now() + 5000).toISOString())
  const deadline = Date.now() + 60_000
  const headers = { authorization: `Bearer ${key}` }
  while (
    (await sendRaw(person.origin, { method: 'GET', path: '/api/user', headers })).status === 200
  ) {
    if (Date.now() > deadline) throw new Error('The key does not expire.')
    await pause(50)
  }
  return key
}

export async function revokedKey(person: Browser): Promise<string> {
  const { id, key } = await createKey(person, 'admin')
  await person.ask(200, 'GET', '/api/user', undefined, { authorization: `Bearer ${key}` })
  await person.ask(204, 'DELETE', `/api/keys/${id}`)
  return key
}

export type Tokens = { access_token: string; refresh_token: string }

/** Signs in without a cookie. */
export const tokensOf = ({ origin, email, password }: Person): Promise<Tokens> =>
  new Browser(origin).ask<Tokens>(200, 'POST', '/api/auth/token', {
    grant_type: 'password',
    email,
    password,
  })

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    sub: string
    sid: string
  }

type Forged = { secret?: string; issuer?: string; expiresIn?: number; alg?: string; typ?: string }

/** An access token as the server signs it for the session of a good one, but for what is given. */
export function forgeToken(
  good: string,
  {
    secret = peopleEnv.AUTH_SECRET,
    issuer = 'skein',
    expiresIn = 600,
    typ = 'at+jwt',
  }: Forged = {},
): Promise<string> {
  const { sub, sid } = claimsOf(good)
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({ sid })
    .setProtectedHeader({ alg: 'HS256', typ })
    .setSubject(sub)
    .setIssuer(issuer)
    .setAudience('skein')
    .setIssuedAt(now - 3600)
    .setExpirationTime(now + expiresIn)
    .sign(createHmac('sha256', secret).update('access token').digest())
}

export type Town = Pair & {
  origin: string
  /** Asks with the key of the environment. */
  host: Browser
}

/** A pair of server and provider that has accounts. */
export async function startTown(
  name: string,
  { env, upstream }: { env?: Record<string, string>; upstream?: UpstreamOptions } = {},
): Promise<Town> {
  const canary = { OPENROUTER_API_KEY: 'canary-key-of-the-provider' }
  const pair = await startPair(name, { env: { ...canary, ...peopleEnv, ...env }, upstream })
  const { origin } = pair.skein
  const host = new Browser(origin, { authorization: `Bearer ${peopleEnv.SKEIN_API_KEY}` })
  return { ...pair, origin, host }
}

export type People = {
  /** Runs the server and owns the first workspace. */
  administrator: Person
  /** Manages the first workspace. */
  admin: Person
  member: Person
  /** Another member of the same workspace. */
  other: Person
  /** The owner of another workspace. */
  outsider: Person
  guest: Person
}

/** Somebody of each kind, signed in. */
export async function createPeople({ origin, host }: Town): Promise<People> {
  const administrator = await setUp(origin)
  return {
    administrator,
    admin: await invite(host, 'Admin', 'admin'),
    member: await signUp(origin, 'Member'),
    other: await signUp(origin, 'Other'),
    outsider: await inviteElsewhere(administrator, 'Outsider'),
    guest: await signInAsGuest(origin),
  }
}
