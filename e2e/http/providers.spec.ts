import { expect, test } from '@playwright/test'
import { Events, OAuth2Server, type MutableToken } from 'oauth2-mock-server'
import { startSkein, type Skein } from '../support/start-skein'

const key = 'sk_skein_of-the-provider-tests'
const clientId = 'skein'

let provider: OAuth2Server
let skein: Skein
/** What the provider says of whoever comes next. */
let claims: Record<string, unknown> = {}

test.beforeAll(async () => {
  provider = new OAuth2Server()
  await provider.issuer.keys.generate('RS256')
  await provider.start(0, '127.0.0.1')
  provider.service.on(Events.BeforeTokenSigning, (token: MutableToken) => {
    Object.assign(token.payload, { aud: clientId }, claims)
  })
  provider.service.on(Events.BeforeUserinfo, (answer: { body: unknown }) => {
    answer.body = { sub: 'someone', ...claims }
  })
  skein = await startSkein({
    name: 'providers',
    env: {
      AUTH_MODE: 'accounts',
      AUTH_SIGNUP: 'open',
      AUTH_OIDC_ISSUER: provider.issuer.url ?? '',
      AUTH_OIDC_ID: clientId,
      AUTH_OIDC_SECRET: 'secret-of-the-client',
      AUTH_OIDC_NAME: 'Example',
      AUTH_GITHUB_ID: 'github-client',
      AUTH_GITHUB_SECRET: 'github-secret',
      AUTH_GOOGLE_ID: 'google-client',
      AUTH_GOOGLE_SECRET: 'google-secret',
      SKEIN_API_KEY: key,
    },
  })
})
test.afterAll(async () => {
  await skein.dispose()
  await provider.stop()
})

/** A browser as far as sign-in needs one: it keeps cookies of Skein. */
class Browser {
  readonly cookies = new Map<string, string>()

  async ask(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, skein.origin)
    const isOurs = url.origin === skein.origin
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...init.headers, ...(isOurs && cookie ? { cookie } : {}) }
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const line of isOurs ? response.headers.getSetCookie() : []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      this.cookies.set(name, value)
    }
    return response
  }

  /** Asks for a provider's page to sign in at. */
  async leaveFor(id: string): Promise<URL> {
    const { csrfToken } = (await (await this.ask('/api/auth/csrf')).json()) as { csrfToken: string }
    const response = await this.ask(`/api/auth/signin/${id}`, {
      method: 'POST',
      body: new URLSearchParams({ csrfToken, callbackUrl: '/t/somewhere' }),
    })
    expect(response.status).toBe(302)
    return new URL(response.headers.get('location') ?? '')
  }

  /** Signs in with the provider of the test; returns where that led. */
  async signIn(): Promise<string> {
    const away = await this.leaveFor('oidc')
    const back = await this.ask(away.href)
    const response = await this.ask(back.headers.get('location') ?? '')
    return new URL(response.headers.get('location') ?? '', skein.origin).href
  }

  hasSession = async () => (await this.ask('/api/user')).status === 200
}

async function signInAs(next: Record<string, unknown>) {
  claims = next
  const browser = new Browser()
  return { browser, address: await browser.signIn() }
}

const confirmed = (name: string) => ({
  sub: name,
  name,
  email: `${name}@example.org`,
  email_verified: true,
})

test('Nobody becomes the administrator by a provider', async () => {
  const { browser, address } = await signInAs(confirmed('early'))
  expect(address).toBe(`${skein.origin}/sign-in?error=set_up_first`)
  expect(await browser.hasSession()).toBe(false)
})

test.describe('once Skein is set up', () => {
  test.beforeAll(async ({ browser }) => {
    const page = await browser.newPage()
    await page.goto(`${skein.origin}/welcome`)
    await page.getByLabel('Name').fill('First')
    await page.getByLabel('E-mail').fill('first@example.org')
    await page.getByLabel('Password', { exact: true }).fill('a long enough password')
    await page.locator('form button[type=submit]').click()
    await page.waitForURL(`${skein.origin}/`)
    await page.close()
  })

  test('A provider signs a stranger in and knows them the next time', async () => {
    const first = await signInAs(confirmed('grace'))
    expect(first.address).toBe(`${skein.origin}/t/somewhere`)
    const whoAmI = async (browser: Browser) => (await browser.ask('/api/user')).json()
    const grace = await whoAmI(first.browser)
    expect(grace).toMatchObject({ name: 'grace', email: 'grace@example.org' })
    const again = await signInAs({ ...confirmed('grace'), email: 'new@example.org' })
    expect(await whoAmI(again.browser)).toMatchObject({ id: grace.id, email: 'grace@example.org' })
  })

  test('A provider’s word for an address counts only when it is confirmed', async () => {
    const { browser, address } = await signInAs({ ...confirmed('nina'), email_verified: false })
    expect(address).toBe(`${skein.origin}/sign-in?error=unconfirmed_email`)
    expect(await browser.hasSession()).toBe(false)
  })

  test('A provider signs the first person in to the account that has their address', async () => {
    const { browser } = await signInAs(confirmed('first'))
    const me = await (await browser.ask('/api/user')).json()
    expect(me).toMatchObject({ name: 'First', is_administrator: true })
  })

  test('An answer of the provider to somebody else’s question signs nobody in', async () => {
    claims = confirmed('mallory')
    const [mallory, victim] = [new Browser(), new Browser()]
    const back = await mallory.ask((await mallory.leaveFor('oidc')).href)
    await victim.leaveFor('oidc')
    const response = await victim.ask(back.headers.get('location') ?? '')
    expect(response.headers.get('location')).toContain('/sign-in?error=')
    expect(await victim.hasSession()).toBe(false)
  })

  test('GitHub and Google are asked as their documentation says', async () => {
    const github = await new Browser().leaveFor('github')
    expect(github.origin + github.pathname).toBe('https://github.com/login/oauth/authorize')
    expect(Object.fromEntries(github.searchParams)).toMatchObject({
      client_id: 'github-client',
      redirect_uri: `${skein.origin}/api/auth/callback/github`,
      scope: 'read:user user:email',
    })
  })
})
