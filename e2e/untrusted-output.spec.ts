import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { BrowserContext, Page } from '@playwright/test'

import type { MessageRecord, SummaryRecord, ThreadRecord } from '@/lib/core/transfer/records'

import { findBrowser } from '../scripts/find-browser.mjs'
import { expect, test as base, unique, type Person } from './fixtures'
import { APP_ORIGIN } from './support/addresses'
import { findUnsafe } from './support/find-unsafe'
import { plainThread } from './support/plain-thread'
import { diagramCount, eagerHtml, leakHost, payloads, payloadTexts } from './support/payloads'

const nothing = { ran: [], dialogs: [], requests: [], pages: 1, frames: [], hosts: [] }

/** A browser of its own that tells whatever a payload achieved in it. */
class Watch {
  readonly context: BrowserContext
  readonly #netLog: string
  readonly ran = new Set<number>()
  readonly requests: string[] = []
  readonly #dialogs: string[] = []
  readonly #frames: string[] = []
  #pages = 0

  constructor(context: BrowserContext, netLog: string) {
    this.context = context
    this.#netLog = netLog
  }

  async begin() {
    await this.context.exposeFunction('__ran', (payload: number) => void this.ran.add(payload))
    this.context.on('dialog', (dialog) => {
      this.#dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    this.context.on('request', (request) => {
      const { origin, protocol } = new URL(request.url())
      const isOwn = origin === APP_ORIGIN || protocol === 'data:' || protocol === 'blob:'
      if (!isOwn) this.requests.push(request.url())
    })
    this.context.on('page', (page) => {
      this.#pages += 1
      page.on('frameattached', (frame) => this.#frames.push(frame.url()))
    })
  }

  /** Closes the browser; what it looked up or connected to on its own is known only then. */
  async end() {
    await this.context.close()
    const log = await readFile(this.#netLog, 'utf8')
    const hosts = log.match(new RegExp(`[\\w.-]*${leakHost.replace('.', '\\.')}`, 'g'))
    return {
      ran: [...this.ran],
      dialogs: this.#dialogs,
      requests: this.requests,
      pages: this.#pages,
      frames: this.#frames,
      hosts: [...new Set(hosts)],
    }
  }
}

/** Without this the browser is not as eager as a person's: it leaves out what it would ask for in advance. */
const isCurb = (argument: string) => argument === '--disable-background-networking'

const test = base.extend<{ watch: Watch }>({
  watch: async ({ playwright, launchOptions, bypassCSP }, lend, info) => {
    const netLog = info.outputPath('net-log.json')
    const { viewport, userAgent, deviceScaleFactor, isMobile, hasTouch } = info.project.use
    // A profile of its own: in windows that forget, too, Chromium asks for nothing in advance.
    const context = await playwright.chromium.launchPersistentContext('', {
      ...launchOptions,
      // Without windows Chromium looks up no name ahead.
      executablePath: findBrowser() ?? undefined,
      args: [
        ...(launchOptions.args ?? []).filter((argument) => !isCurb(argument)),
        `--log-net-log=${netLog}`,
      ],
      ignoreDefaultArgs: ['--disable-background-networking'],
      baseURL: APP_ORIGIN,
      bypassCSP,
      viewport,
      userAgent,
      deviceScaleFactor,
      isMobile,
      hasTouch,
    })
    const watch = new Watch(context, netLog)
    await watch.begin()
    await lend(watch)
    await context.close()
  },
  context: async ({ watch, complaints }, lend) => {
    complaints.listenTo(watch.context)
    await lend(watch.context)
  },
})

// Its pages are so large that recording them takes longer than all else.
test.use({ trace: 'off' })

/** Lays everything out, folded or far away, so that whatever loads when it is seen is seen. */
async function showAll(page: Page) {
  await page.addStyleTag({ content: '* { content-visibility: visible !important }' })
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })
}

const unsafeIn = (page: Page) => page.getByRole('log', { name: 'Messages' }).evaluate(findUnsafe)

/** Brings every diagram to the screen, and waits until each was drawn or refused. */
async function drawAll(page: Page) {
  const diagrams = page.locator('[data-fence="mermaid"]')
  await expect(diagrams).toHaveCount(diagramCount)
  for (let n = 0; n < diagramCount; n++) {
    const diagram = diagrams.nth(n)
    // At once: an answer that has just ended may be rendered once more, and what was waited for be replaced.
    await diagram.evaluate((element) => element.scrollIntoView({ block: 'center' }))
    await expect(diagram.locator('[data-diagram="drawn"], [data-diagram="failed"]')).toBeAttached()
  }
  expect(await page.locator('[data-diagram="drawn"]').count()).toBeGreaterThan(3)
}

/** Scripts that are not our own, and elements that no page of ours has. */
const foreignIn = (page: Page) =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'script:not([nonce], [src^="/_next/static/"]), iframe, frame, object, embed, base, math:not(.katex *), marquee, meta[http-equiv], video, audio',
      ),
    ].map((element) => element.outerHTML.slice(0, 200)),
  )

/** As HTML gives it back, whose parser knows one kind of line end. */
const asRead = (text: string) => text.replace(/\r\n?/g, '\n')

const titleOf = (payload: string) => payload.slice(0, 200).toWellFormed()

const now = new Date().toISOString()
const tokens = {
  input_tokens: null,
  output_tokens: null,
  reasoning_tokens: null,
  cached_input_tokens: null,
  cost: null,
}

const times = { created_at: now, updated_at: now }

const threadRecord = (title: string, fields: Partial<ThreadRecord> = {}): ThreadRecord =>
  plainThread(new Date(now), { ...fields, title: titleOf(title) })

/** What a foreign file may hold as the parts of an answer: the payload wherever a text can stand. */
const hostileParts = (payload: string) =>
  [
    { type: 'reasoning', text: payload },
    {
      type: 'dynamic-tool',
      toolName: payload,
      toolCallId: payload,
      state: 'output-available',
      input: { [payload]: payload },
      output: payload,
    },
    {
      type: 'dynamic-tool',
      toolName: 'look',
      toolCallId: 'b',
      state: 'output-error',
      input: payload,
      errorText: payload,
    },
    { type: 'text', text: payload },
    { type: 'file', filename: payload, mediaType: payload, url: payload },
    {
      type: 'file',
      filename: payload,
      mediaType: 'image/png',
      url: `https://${leakHost}/file.png`,
    },
    { type: 'source-url', sourceId: payload, url: payload, title: payload },
    { type: 'source-url', sourceId: 'b', url: `https://${leakHost}/source`, title: payload },
    {
      type: 'source-document',
      sourceId: 'c',
      title: payload,
      filename: payload,
      mediaType: payload,
    },
    { type: payload, text: payload, data: payload },
  ] as unknown as MessageRecord['parts']

/** A thread in which each payload is a question and, in every place there is, an answer. */
function hostileThread(group: readonly string[]) {
  const messages = group.flatMap((payload, n): MessageRecord[] => {
    const common = {
      kind: 'message' as const,
      agent_id: null,
      external_id: null,
      usage: null,
      vote: null,
      deleted_at: null,
      parent_id: null,
      ...times,
    }
    return [
      {
        ...common,
        id: randomUUID(),
        sequence_number: 2 * n + 1,
        position: 2 * n + 1,
        role: 'user',
        parts: [{ type: 'text', text: payload }],
        model: null,
        status: 'completed',
        error: null,
        metadata: { [payload]: payload },
      },
      {
        ...common,
        id: randomUUID(),
        sequence_number: 2 * n + 2,
        position: 2 * n + 2,
        role: 'assistant',
        parts: hostileParts(payload),
        model: titleOf(payload),
        status: 'failed',
        error: { code: payload, message: payload },
        metadata: {
          fallbacks: [{ from: payload, to: payload, code: payload, message: payload }],
          [payload]: payload,
        },
      },
    ]
  })
  for (const [n, message] of messages.entries()) message.parent_id = messages[n - 1]?.id ?? null
  const texts = group.join('\n\n')
  const summary: SummaryRecord = {
    kind: 'summary',
    id: randomUUID(),
    predecessor_id: null,
    first_message_id: messages[0]!.id,
    last_message_id: messages.at(-1)!.id,
    first_position: 1,
    last_position: messages.length,
    message_count: messages.length,
    total_message_count: messages.length,
    content: texts,
    original_content: texts,
    model: titleOf(group[0]!),
    prompt_version: '1',
    trigger: 'person',
    tokens_before: 2,
    tokens_after: 1,
    usage: tokens,
    cost: null,
    created_at: now,
    edited_at: now,
  }
  const thread = threadRecord(group[0]!, {
    system_prompt: texts,
    model: titleOf(group[0]!),
    last_sequence: messages.length,
    active_leaf_id: messages.at(-1)!.id,
  })
  return { id: thread.id, texts, group, records: [thread, ...messages, summary] }
}

/** As many exchanges as a page shows at once. */
const perThread = 15
const groups = Array.from({ length: Math.ceil(payloads.length / perThread) }, (_, n) =>
  payloads.slice(n * perThread, (n + 1) * perThread),
)

async function expectTexts(person: Person, group: readonly string[]) {
  const questions = person.page.getByRole('article', { name: 'You' }).locator('p')
  await expect(questions).toHaveCount(group.length)
  expect(await questions.allTextContents()).toEqual(group.map(asRead))
}

test.describe('without the policy of the page', () => {
  // What is rendered has to be harmless by itself; the policy is the second wall.
  test.use({ bypassCSP: true })

  test('Nothing that is stored runs, loads or leads away', async ({
    person,
    watch,
    request,
    complaints,
  }) => {
    test.setTimeout(180_000)
    const threads = groups.map(hostileThread)
    const titles = payloads.map((payload) => threadRecord(payload))
    const records = [...threads.flatMap((thread) => thread.records), ...titles]
    const imported = await request.post('/api/import', {
      data: { format: 'skein', version: 1, exported_at: now, records },
    })
    expect(await imported.json()).toMatchObject({
      threads: { imported: threads.length + titles.length, failed: 0 },
    })
    // There is no such model, of which the context could be counted.
    complaints.expect(/status of 422 .*\/context\)$/)
    const { page } = person
    for (const { id, texts, group } of threads) {
      await person.open(`/t/${id}`)
      await showAll(page)
      await expectTexts(person, group)
      expect.soft(await unsafeIn(page)).toEqual([])
      const answers = person.messages.getByRole('article', { name: /^Answer from / })
      expect(await answers.count()).toBe(group.length)

      await page.getByRole('button', { name: /^System prompt/ }).click()
      await expect(page.getByRole('textbox', { name: 'System prompt' })).toHaveValue(asRead(texts))
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /^Summary of messages/ }).click()
      const dialog = page.getByRole('dialog', { name: /^Summary of messages/ })
      await dialog.getByText('What the model wrote').click()
      const summaries = dialog.locator('p.whitespace-pre-wrap')
      const shown = (await summaries.allTextContents()).map(asRead)
      expect(shown).toEqual([asRead(texts), asRead(texts)])
      expect.soft(await foreignIn(page)).toEqual([])
      await page.keyboard.press('Escape')
      expect(new URL(page.url()).pathname).toBe(`/t/${id}`)
    }

    const list = await person.threads()
    const last = titles.at(-1)!.id
    await expect(async () => {
      // The last one is the way to the archive.
      await list.getByRole('link').nth(-2).scrollIntoViewIfNeeded()
      const ids = await list
        .getByRole('link')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
      for (const { id } of titles) expect(ids).toContain(`/t/${id}`)
    }, last).toPass()
    expect.soft(await foreignIn(page)).toEqual([])
    expect(await list.evaluate((element) => element.querySelectorAll('img, style').length)).toBe(0)

    for (const { id } of [...threads, ...titles]) await request.delete(`/api/threads/${id}`)
    expect(await watch.end()).toEqual(nothing)
  })

  test('Nothing that a model streams runs, loads or leads away', async ({
    person,
    watch,
    upstream,
    seeds,
  }) => {
    test.setTimeout(180_000)
    const model = 'openai/gpt-4o-mini'
    await upstream.script(
      model,
      payloadTexts.map((text) => ({
        text,
        reasoning: text,
        sources: [{ url: `http://${leakHost}/cited`, title: text.slice(0, 100) }],
      })),
    )
    const path = await seeds.thread({ model, title: unique('Streams') })
    const { page } = person
    await person.open(path)
    for (const n of payloadTexts.keys()) {
      await person.send(`Go on ${n}`)
      await person.untilOver(n + 1)
    }
    await showAll(page)
    await drawAll(page)
    expect.soft(await unsafeIn(page)).toEqual([])
    expect.soft(await foreignIn(page)).toEqual([])
    await person.reload()
    await person.answer(1).scrollIntoViewIfNeeded()
    await expect(person.answer(payloadTexts.length)).toBeAttached()
    await showAll(page)
    await drawAll(page)
    expect.soft(await unsafeIn(page)).toEqual([])
    expect.soft(await foreignIn(page)).toEqual([])
    expect(new URL(page.url()).pathname).toBe(path)
    expect(await watch.end()).toEqual(nothing)
  })

  test('No name of a model or title of a thread runs, loads or leads away', async ({
    person,
    watch,
    seeds,
    request,
  }) => {
    test.setTimeout(240_000)
    const { page } = person
    await page.route('/api/models', async (route) => {
      const response = await route.fetch()
      const list = (await response.json()) as { data: object[]; providers: object[] }
      const [model] = list.data
      await route.fulfill({
        json: {
          ...list,
          data: payloads.map((name, n) => ({ ...model, id: `${n} ${name}`, name })),
          providers: list.providers.map((provider, n) => ({
            ...provider,
            name: payloads[n],
            hint: payloads[n],
          })),
        },
      })
    })
    const path = await seeds.thread({ model: 'sim/echo', title: unique('Names') })
    await person.open(path)
    const picker = await person.openPicker()
    await showAll(page)
    expect(await picker.getByRole('option').count()).toBeGreaterThanOrEqual(payloads.length)
    expect(await picker.evaluate((element) => element.querySelectorAll('img, style').length)).toBe(
      0,
    )
    expect.soft(await foreignIn(page)).toEqual([])
    await page.keyboard.press('Escape')

    for (const payload of payloads.filter((text) => text.trim() === text && text.length <= 200)) {
      const changed = await request.patch(`/api${path.replace('/t/', '/threads/')}`, {
        data: { title: payload },
      })
      expect(changed.ok(), payload).toBe(true)
    }
    const title = payloads.findLast((text) => text.trim() === text && text.length <= 200)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title ?? '')
    expect.soft(await foreignIn(page)).toEqual([])
    expect(await watch.end()).toEqual(nothing)
  })

  test('The payloads are alive, and whatever they do is noticed', async ({
    watch,
    page,
    complaints,
  }) => {
    complaints.expect(/./)
    await page.route('/control', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Control</title>' }),
    )
    await page.goto('/control')
    await page.evaluate(async (all) => {
      for (const html of all) {
        const frame = document.createElement('iframe')
        frame.srcdoc = html
        document.body.append(frame)
      }
    }, eagerHtml)
    await expect.poll(() => watch.ran.size).toBeGreaterThan(40)
    await expect.poll(() => watch.requests.length).toBeGreaterThan(20)
    const { frames, hosts } = await watch.end()
    expect(frames.length).toBeGreaterThan(eagerHtml.length)
    expect(hosts).toContain(leakHost)
    // No request, and known from the browser's own log alone.
    expect(hosts).toContain(`dns.${leakHost}`)
  })
})

test('A picture that lies elsewhere comes only when somebody asks for it', async ({
  person,
  watch,
  upstream,
  seeds,
  complaints,
}) => {
  complaints.expect(/ERR_NAME_NOT_RESOLVED/)
  const model = 'openai/gpt-4o-mini'
  const address = `http://${leakHost}/cat.png?said=hello`
  await upstream.script(model, {
    text: `![a cat](${address})\n\n[http://bank.example](${address})`,
  })
  await person.open(await seeds.thread({ model, title: unique('Picture') }))
  await person.send('Show me a cat')
  await person.untilOver(1)
  const answer = person.answer(1)
  await expect(answer.getByText('(leads to leak.invalid)')).toBeVisible()
  const picture = answer.getByRole('link', { name: 'Open the picture on leak.invalid: a cat' })
  await expect(picture).toHaveAttribute('title', address)
  const asked = watch.context.waitForEvent('request', (request) => request.url() === address)
  const [opened] = await Promise.all([watch.context.waitForEvent('page'), picture.click()])
  const request = await asked
  expect(request.headers()).not.toHaveProperty('referer')
  expect(await opened.evaluate(() => window.opener === null)).toBe(true)
  expect(await watch.end()).toMatchObject({ requests: [address], pages: 2, hosts: [leakHost] })
})

test('The page has no host looked up before somebody goes there', async ({ request }) => {
  expect((await request.get('/')).headers()['x-dns-prefetch-control']).toBe('off')
})

test('A title that turns the direction of text around turns nothing but itself', async ({
  person,
  seeds,
}) => {
  const title = `${unique('Turn')} \u202Etxet\u2067`
  await person.open(await seeds.thread({ model: 'sim/echo', title }))
  const { page } = person
  await expect(page).toHaveTitle(`${title.replace(/[\u202E\u2067]/g, '')} · Skein`)
  const turned = (await person.threads()).getByRole('link', { name: title }).locator('bdi').first()
  await expect(turned).toHaveCSS('unicode-bidi', 'isolate')
  await expect(page.locator('h1 bdi')).toHaveCSS('unicode-bidi', 'isolate')
})
