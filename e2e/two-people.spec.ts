import type { BrowserContext, Page } from '@playwright/test'
import { expect, Person, test as base } from './fixtures'
import { newcomer, setUp, startTown, type Town } from './support/people'

const held = 'sim/held'

type Account = ReturnType<typeof newcomer>

/** Somebody with an account, in a browser that remembers all that has come to it. */
class Resident extends Person {
  readonly #origin: string
  readonly #heard: Promise<string>[] = []

  constructor(page: Page, origin: string) {
    super(page)
    this.#origin = origin
    page.context().on('requestfinished', (request) => {
      const read = async () => (await (await request.response())?.text()) ?? ''
      // The browser drops what it has read of a page that is left.
      this.#heard.push(read().catch(() => ''))
    })
  }

  async signUp({ name, email, password }: Account) {
    await this.page.goto(`${this.#origin}/sign-up`)
    await this.page.getByRole('textbox', { name: 'Name' }).fill(name)
    await this.page.getByRole('textbox', { name: 'E-mail address' }).fill(email)
    await this.page.getByLabel('Password', { exact: true }).fill(password)
    await this.page.getByRole('button', { name: 'Make the account' }).click()
    await expect(this.composer).toBeVisible()
  }

  async signIn({ email, password }: Account) {
    await this.page.getByRole('textbox', { name: 'E-mail address' }).fill(email)
    await this.page.getByLabel('Password', { exact: true }).fill(password)
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(this.composer).toBeVisible()
  }

  async signOut({ name }: Account) {
    await this.page.getByRole('button', { name: `Account of ${name}` }).click()
    const isLoaded = this.page.waitForEvent('load')
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click()
    await isLoaded
    await expect(this.page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  }

  /** Makes a thread and opens it. */
  async begin(title: string): Promise<string> {
    const response = await this.page.request.post(`${this.#origin}/api/threads`, {
      data: { title, model: held, system_prompt: `${title} prompt` },
    })
    expect(response.status(), await response.text()).toBe(201)
    const { id } = (await response.json()) as { id: string }
    await this.open(`${this.#origin}/t/${id}`)
    return id
  }

  /** What is on the page and in what the browser keeps. */
  holds = () =>
    this.page.evaluate(() =>
      [
        document.documentElement.outerHTML,
        JSON.stringify(localStorage),
        JSON.stringify(sessionStorage),
      ].join('\n'),
    )

  /** Everything that came over the network and is over. */
  heard = async () => (await Promise.all(this.#heard)).join('\n')

  /** The status and text that this browser gets for an address. */
  async asks(path: string) {
    const response = await this.page.request.get(`${this.#origin}${path}`)
    return { status: response.status(), text: await response.text() }
  }
}

const test = base.extend<{ town: Town; settle: () => Promise<Resident> }>({
  town: async ({}, lend) => {
    const town = await startTown('two-people')
    await setUp(town.origin)
    await lend(town)
    await town.close()
  },
  settle: async ({ browser, complaints, town }, lend) => {
    const contexts: BrowserContext[] = []
    await lend(async () => {
      const context = await browser.newContext()
      contexts.push(context)
      complaints.listenTo(context)
      return new Resident(await context.newPage(), town.origin)
    })
    await Promise.all(contexts.map((context) => context.close()))
  },
})

test(
  'Two people at once never see anything of each other',
  { tag: '@desktop' },
  async ({ settle, town, complaints }) => {
    test.setTimeout(240_000)
    const accounts = { ada: newcomer('Ada'), grace: newcomer('Grace') }
    const ada = await settle()
    const grace = await settle()
    await Promise.all([ada.signUp(accounts.ada), grace.signUp(accounts.grace)])
    const secret = { ada: 'zebrafinch', grace: 'quartermaster' }
    const adasThread = await ada.begin(`${secret.ada} title`)
    const gracesThread = await grace.begin(`${secret.grace} title`)

    await ada.send(`${secret.ada} question`)
    await grace.send(`${secret.grace} question`)
    for (const person of [ada, grace]) await expect(person.answer(1)).toContainText('w4')
    const rename = { data: { title: `${secret.ada} anew` } }
    await ada.page.request.patch(`${town.origin}/api/threads/${adasThread}`, rename)
    await expect((await ada.threads()).getByText(`${secret.ada} anew`)).toBeVisible()
    await expect.poll(() => town.upstream.release(held)).toBeGreaterThan(0)
    for (const person of [ada, grace]) await person.untilOver(1)

    const both = [
      { person: ada, own: secret.ada, foreign: secret.grace, thread: gracesThread },
      { person: grace, own: secret.grace, foreign: secret.ada, thread: adasThread },
    ]
    // Chromium reports the status of the pages and files that are not for them.
    complaints.expect(/status of 40[34]/)
    for (const { person, own, foreign, thread } of both) {
      const { text } = await person.asks(`/api/threads/${thread}/messages`)
      expect(JSON.parse(text)).toMatchObject({ error: { code: 'forbidden' } })
      for (const path of [
        '/api/threads?limit=100',
        `/api/threads?q=${own}`,
        '/api/threads?shared=true',
        '/api/usage',
        '/api/export',
      ]) {
        const answer = await person.asks(path)
        expect([path, answer.status]).toEqual([path, 200])
        expect(answer.text).not.toContain(foreign)
      }
      expect((await person.asks(`/api/threads?q=${foreign}`)).text).toContain('"data":[]')
      expect((await person.asks('/api/metrics')).status).toBe(403)
      expect(await person.holds()).toContain(own)
      expect(await person.holds()).not.toContain(foreign)
      await person.page.goto(`${town.origin}/t/${thread}`)
      await expect(person.page.getByRole('heading').first()).toBeVisible()
      expect(await person.holds()).not.toContain(foreign)
      expect(await person.heard()).not.toContain(foreign)
    }
  },
)

test(
  'Whoever signs in after somebody in the same browser finds nothing of theirs',
  { tag: '@desktop' },
  async ({ settle, town, complaints }) => {
    test.setTimeout(240_000)
    // The page may still measure what is being written when they leave.
    complaints.expect(/status of 401 .*\/context\)/)
    const accounts = { ada: newcomer('Ada'), grace: newcomer('Grace') }
    const grace = await settle()
    await grace.signUp(accounts.grace)
    const person = await settle()
    await person.signUp(accounts.ada)
    await person.begin('zebrafinch title')
    await person.send('zebrafinch question')
    await expect(person.answer(1)).toContainText('w4')
    await expect.poll(() => town.upstream.release(held)).toBeGreaterThan(0)
    await person.untilOver(1)

    await person.composer.fill('zebrafinch draft')
    await person.signOut(accounts.ada)
    expect(await person.holds()).not.toContain('zebrafinch')
    await person.page.goBack()
    await expect(person.page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    expect(await person.holds()).not.toContain('zebrafinch')
    // As the service worker keeps what another app shares.
    await person.page.evaluate(async () => {
      const shared = await caches.open('skein-shared')
      await shared.put('/share-target/1', new Response('zebrafinch file'))
    })
    await person.signIn(accounts.grace)
    await expect(await person.threads()).toBeVisible()
    expect(await person.holds()).not.toContain('zebrafinch')
    await expect.poll(() => person.page.evaluate(() => caches.has('skein-shared'))).toBe(false)
  },
)
