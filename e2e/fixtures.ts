import { randomUUID } from 'node:crypto'
import {
  test as base,
  expect,
  type APIRequestContext,
  type BrowserContext,
  type Locator,
  type Page,
} from '@playwright/test'
import { UPSTREAM_ORIGIN } from './support/addresses'
import type { RecordedRequest, UpstreamScript } from './upstream/upstream'

export { expect }

/** A label that no other test uses. */
export const unique = (label: string) => `${label} ${randomUUID().slice(0, 8)}`

/** The words that the simulator counts with. */
export const words = (count: number, from = 0) =>
  Array.from({ length: count - from }, (_, n) => `w${n + from}`)

/** A model's name without its maker's, as it is shown beside answers. */
export const shortName = (name: string) => name.replace(/^[^:]+: /, '')

/** The counted words of an answer as a person reads them. */
export const wordsIn = async (answer: Locator) =>
  (await answer.innerText()).match(/\bw\d+\b/g) ?? []

/** What browsers complained about in their consoles, and what of it the test announced. */
export class Complaints {
  readonly #heard: string[] = []
  readonly #expected: RegExp[] = [
    /Service Worker registration blocked by Playwright/,
    // It tells only how slow the machine is; e2e/first-load.spec.ts sees that what is asked for ahead is used.
    /was preloaded using link preload but not used within a few seconds/,
  ]

  listenTo(context: BrowserContext) {
    context.on('console', (message) => {
      const type = message.type()
      if (type !== 'error' && type !== 'warning') return
      this.#heard.push(`${type}: ${message.text()} (${message.location().url})`)
    })
    context.on('weberror', (error) =>
      this.#heard.push(`uncaught: ${error.error().stack || String(error.error())}`),
    )
  }

  /** Announces complaints that belong to what the test does. */
  expect(pattern: RegExp) {
    this.#expected.push(pattern)
  }

  unexpected = () =>
    this.#heard.filter((line) => !this.#expected.some((pattern) => pattern.test(line)))
}

/** The simulated provider, by its control endpoints. */
export class UpstreamControl {
  async script(model: string, script: UpstreamScript | UpstreamScript[]) {
    await this.#ask('POST', '/scripts', { model, script })
  }

  /** Waits until an answer stands still, then lets it go on. */
  async release(model?: string) {
    await expect.poll(() => this.releaseAny(model)).toBeGreaterThan(0)
  }

  async releaseAny(model?: string): Promise<number> {
    const { released } = (await this.#ask('POST', '/release', { model })) as { released: number }
    return released
  }

  /** The chat completions it was asked for that somebody reads, in their order; titles and summaries are not streamed. */
  async completions(): Promise<RecordedRequest[]> {
    const all = await this.requests()
    return all.filter(
      ({ path, body }) =>
        path.endsWith('/chat/completions') && (body as { stream?: boolean }).stream === true,
    )
  }

  async requests(): Promise<RecordedRequest[]> {
    const { data } = (await this.#ask('GET', '/requests')) as { data: RecordedRequest[] }
    return data
  }

  async clear() {
    await this.#ask('DELETE', '/scripts')
    await this.#ask('DELETE', '/requests')
  }

  async #ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${UPSTREAM_ORIGIN}/__upstream${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
    return response.json()
  }
}

type AskOptions = { model?: string; background?: boolean }

/** Puts threads into Skein by its API, for tests that begin in the middle. */
export class Seeds {
  readonly #request: APIRequestContext

  constructor(request: APIRequestContext) {
    this.#request = request
  }

  /** The simulator's models are fetched in the background of the server's start. */
  async untilModelsAreKnown() {
    const known = async () => (await (await this.#request.get('/api/models')).text()) ?? ''
    await expect.poll(known).toContain('openrouter/sim/held')
  }

  /** A thread in which the questions are asked one after the other; returns its address. */
  async thread(options: { model: string; title?: string; questions?: string[] }): Promise<string> {
    const { model, title } = options
    const response = await this.#request.post('/api/threads', { data: { model, title } })
    expect(response.status(), await response.text()).toBe(201)
    const { id } = (await response.json()) as { id: string }
    const path = `/t/${id}`
    for (const question of options.questions ?? []) await this.ask(path, question)
    return path
  }

  /** Asks a question and waits for the answer, or in the background only until it is taken. */
  async ask(path: string, content: string, { model, background }: AskOptions = {}) {
    const response = await this.#request.post(`${apiOf(path)}/messages`, {
      data: { content, model, background },
    })
    return response.status()
  }

  /** Has everything since the last summary summarised; tells how the server answered. */
  async summarise(path: string): Promise<number> {
    const response = await this.#request.post(`${apiOf(path)}/summaries`, { data: {} })
    return response.status()
  }

  async stop(path: string) {
    const response = await this.#request.post(`/api/chat/${idOf(path)}/stop`, { data: {} })
    expect(response.ok(), await response.text()).toBe(true)
  }
}

const idOf = (path: string) => path.replace('/t/', '')
const apiOf = (path: string) => `/api/threads/${idOf(path)}`

/** Somebody in front of one tab. */
export class Person {
  readonly page: Page
  readonly composer: Locator
  readonly modelButton: Locator
  readonly messages: Locator
  readonly #drawer: Locator

  constructor(page: Page) {
    this.page = page
    this.composer = page.getByRole('textbox', { name: 'Message', exact: true })
    this.modelButton = page.getByRole('button', { name: /^Model: / })
    this.messages = page.getByRole('log', { name: 'Messages' })
    this.#drawer = page.getByRole('dialog', { name: 'Threads and settings' })
  }

  async open(path: string) {
    await this.page.goto(path)
    await this.#untilItWorks()
  }

  newThread = () => this.open('/')

  async reload() {
    await this.page.reload()
    await this.#untilItWorks()
  }

  /** Writes a message and sends it, also while an answer runs. */
  async send(text: string) {
    await this.composer.fill(text)
    await this.page.getByRole('button', { name: /^Send( next)?$/ }).click()
    await expect(this.composer).toHaveValue('')
  }

  stop = () => this.page.getByRole('button', { name: 'Stop', exact: true }).click()

  /** The nth answer of those on the page, the first being 1. */
  answer = (n: number) => this.page.getByRole('article', { name: /^Answer from / }).nth(n - 1)

  question = (text: string) =>
    this.page.getByRole('article', { name: 'You' }).filter({ hasText: text })

  /** Waits until the nth answer is over. */
  async untilOver(n: number) {
    await expect(this.answer(n)).toHaveAttribute('aria-busy', 'false')
  }

  /** Waits until the nth answer says exactly these counted words. */
  async reads(n: number, expected: string[]) {
    await expect.poll(() => wordsIn(this.answer(n))).toEqual(expected)
  }

  async openPicker(): Promise<Locator> {
    await this.modelButton.click()
    const dialog = this.page.getByRole('dialog', { name: 'Model' })
    await expect(dialog.getByRole('option').first()).toBeVisible()
    return dialog
  }

  /** Picks the model whose name begins so. */
  async pickModel(name: string) {
    const dialog = await this.openPicker()
    await dialog.getByRole('combobox', { name: 'Search models' }).fill(name)
    await dialog.getByRole('option', { name }).first().click()
    await expect(dialog).toBeHidden()
    await expect(this.modelButton).toContainText(shortName(name))
  }

  /** The list of threads, which a phone keeps in a drawer. */
  async threads(): Promise<Locator> {
    const list = this.page.getByRole('navigation', { name: 'Threads' })
    const opener = this.page.getByRole('button', { name: 'Threads', exact: true })
    const isClosed = (await this.#drawer.count()) === 0
    if (isClosed && (await opener.isVisible())) await opener.click()
    await expect(list).toBeInViewport({ ratio: 0.99 })
    return list
  }

  /** Goes to another thread by the list. */
  async goTo(title: string) {
    await (await this.threads()).getByRole('link', { name: title }).click()
    await expect(this.#drawer).toHaveCount(0)
    await expect(this.page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  }

  /** Before React has taken a control over, keys pressed on it are lost, and a click is answered only when it has. */
  async #untilItWorks() {
    await this.page.waitForFunction(() => {
      const control = document.querySelector('main textarea, main button')
      return !control || Object.keys(control).some((key) => key.startsWith('__reactProps'))
    })
    // React names the controls a moment before they answer; nobody is quicker than the page coming to rest.
    await this.page.evaluate(
      () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5000 })),
    )
  }
}

type Fixtures = {
  complaints: Complaints
  upstream: UpstreamControl
  seeds: Seeds
  person: Person
  /** Another browser, which shares nothing with the first one. */
  openBrowser: () => Promise<Person>
}

/** A browser whose console must stay empty, beside a provider that does what the test says. */
export const test = base.extend<Fixtures>({
  complaints: async ({}, lend) => {
    const complaints = new Complaints()
    await lend(complaints)
    expect(complaints.unexpected(), 'what the browser complained about').toEqual([])
  },
  context: async ({ context, complaints }, lend) => {
    complaints.listenTo(context)
    await lend(context)
  },
  upstream: async ({}, lend) => {
    const upstream = new UpstreamControl()
    await upstream.clear()
    await lend(upstream)
    await upstream.clear()
    await upstream.releaseAny()
  },
  seeds: async ({ request }, lend) => {
    const seeds = new Seeds(request)
    await seeds.untilModelsAreKnown()
    await lend(seeds)
  },
  // With the seeds and the provider, so that each test finds both ready.
  person: async ({ page, seeds: _seeds, upstream: _upstream }, lend) => {
    await lend(new Person(page))
  },
  openBrowser: async ({ browser, complaints }, lend) => {
    const contexts: BrowserContext[] = []
    await lend(async () => {
      const context = await browser.newContext()
      contexts.push(context)
      complaints.listenTo(context)
      return new Person(await context.newPage())
    })
    await Promise.all(contexts.map((context) => context.close()))
  },
})
