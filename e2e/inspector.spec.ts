import { createHash } from 'node:crypto'
import type { APIRequestContext, Locator, Page } from '@playwright/test'
import { expect, test, unique, type Person, type Seeds } from './fixtures'
import { findBarriers } from './support/find-barriers'
import { turnTab } from './support/turn-tab'

const systemPrompt = 'Answer like a lighthouse keeper.'
const question = 'What is the capital of France?'

/** A thread with a system prompt, one question and its answer. */
async function instructedThread(seeds: Seeds, request: APIRequestContext, model = 'openai/gpt-4o') {
  const path = await seeds.thread({ model, title: unique('Inspected') })
  const response = await request.patch(`/api/threads/${path.replace('/t/', '')}`, {
    data: { system_prompt: systemPrompt },
  })
  expect(response.ok()).toBe(true)
  await seeds.ask(path, question)
  return path
}

const ringOf = (page: Page) => page.getByRole('button', { name: /^Context: .+ of the window used/ })

async function openNextTurn({ page }: Person): Promise<Locator> {
  await ringOf(page).click()
  const inspector = page.getByRole('dialog', { name: 'Next turn' })
  await expect(inspector.getByRole('heading', { name: 'Window' })).toBeVisible()
  return inspector
}

async function openWhatWasSent({ page, answer }: Person, n: number): Promise<Locator> {
  await answer(n).getByRole('button', { name: 'What was sent' }).click()
  const inspector = page.getByRole('dialog', { name: 'What was sent' })
  await expect(inspector.getByRole('heading', { name: 'Requests' })).toBeVisible()
  return inspector
}

/** The piece of one kind whose text begins so. */
const piece = (inspector: Locator, kind: string, begin: string) =>
  inspector.getByRole('listitem').filter({ hasText: kind }).filter({ hasText: begin })

/** Asks a question and stops its answer by the name that the stream begins with. */
const stopWhileItWaits = (page: Page, path: string, content: string) =>
  page.evaluate(
    async ({ id, content }) => {
      const post = (address: string, body: unknown) =>
        fetch(address, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      const stream = await post(`/api/threads/${id}/messages`, { content, stream: true })
      const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
      let read = ''
      while (!read.includes('"turn_id"')) {
        const { value, done } = await reader.read()
        if (done) throw new Error('The stream names no turn.')
        read += value
      }
      const [, turn] = /"turn_id":"([^"]+)"/.exec(read) ?? []
      await post(`/api/chat/${id}/stop`, { turn_id: turn })
    },
    { id: path.replace('/t/', ''), content },
  )

const sidewaysRoom = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    const cut = [...document.querySelectorAll('dialog *')].filter((element) => {
      const { right, width } = element.getBoundingClientRect()
      return width > 1 && right > clientWidth + 1
    })
    return { scrolls: scrollWidth > clientWidth, cut: cut.map(({ outerHTML }) => outerHTML) }
  })

test('A person sees what the next turn sends, and a draft counts', async ({
  person,
  seeds,
  request,
}) => {
  const { page } = person
  await person.newThread()
  await expect(page.getByRole('button', { name: /^Context/ })).toHaveCount(0)

  await person.open(await instructedThread(seeds, request))
  const inspector = await openNextTurn(person)
  await expect(inspector.getByRole('meter', { name: 'Window used' })).toHaveAttribute(
    'aria-valuetext',
    /^\d+ of 128,000 tokens used \(less than 1 %\)\.$/,
  )
  await expect(
    inspector.getByText(/^About \$0\.\d+, with an answer of \d+ tokens?\.$/),
  ).toBeVisible()
  await expect(inspector.getByText('Nothing is left out or converted.')).toBeVisible()

  const system = piece(inspector, 'System prompt', systemPrompt)
  await system.locator('summary').click()
  await expect(system.getByRole('paragraph')).toHaveText(systemPrompt)
  const asked = piece(inspector, 'History', question)
  await asked.locator('summary').click()
  await expect(asked.getByRole('paragraph')).toHaveText(question)
  await expect(piece(inspector, 'History', 'Paris')).toHaveCount(1)

  await page.keyboard.press('Escape')
  await expect(inspector).toBeHidden()
  await expect(ringOf(page)).toBeFocused()

  const before = await ringOf(page).getAttribute('aria-label')
  await person.composer.fill('And what is its population? '.repeat(400))
  await expect(ringOf(page)).not.toHaveAttribute('aria-label', before ?? '')
  await openNextTurn(person)
  await expect(piece(inspector, 'Message', 'And what is its population?')).toHaveCount(1)
})

test('A person compares the models, tries one and uses another', async ({
  person,
  seeds,
  request,
}) => {
  const { page } = person
  const path = await instructedThread(seeds, request)
  await person.open(path)
  const inspector = await openNextTurn(person)
  await expect(
    inspector.getByText(
      /^Fits in \d+ of \d+ models\. This turn costs about \$0\.\d+ here, \$0\.\d+ with .+, the cheapest that fits\.$/,
    ),
  ).toBeVisible()

  const kinds = inspector.getByRole('table', { name: 'Kinds of what is sent' })
  await expect(kinds.getByRole('row', { name: /^System prompt/ })).toContainText('$0.0')
  const models = inspector.getByRole('table', { name: 'Models by cost' })
  const rows = models.getByRole('row').filter({ hasText: '$' })
  await expect(rows).toHaveCount(8)
  const costs = await rows.getByRole('cell').filter({ hasText: '$' }).allInnerTexts()
  const amounts = costs.map((cost) => Number(cost.slice(1)))
  expect(amounts).toEqual(amounts.toSorted((a, b) => a - b))
  await inspector.getByRole('button', { name: /^Show all \d+ models$/ }).click()
  await expect.poll(() => rows.count()).toBeGreaterThan(8)

  await inspector
    .getByRole('combobox', { name: 'Model to try' })
    .selectOption({ label: 'small window' })
  await expect(inspector.getByRole('meter')).toHaveAttribute(
    'aria-valuetext',
    /of 2,000 tokens used/,
  )
  await expect(person.modelButton).toContainText('GPT-4o')

  await inspector.getByRole('button', { name: 'Use GPT-4o-mini', exact: true }).click()
  const used = inspector.getByRole('row', { name: /GPT-4o-mini/ })
  await expect(used.getByText('In use')).toBeFocused()
  await expect(inspector.getByRole('combobox')).toHaveValue(/gpt-4o-mini$/)
  await page.keyboard.press('Escape')
  await expect(person.modelButton).toContainText('GPT-4o-mini')
  const stored = async () => (await request.get(`/api/threads/${path.replace('/t/', '')}`)).json()
  await expect.poll(async () => ((await stored()) as { model: string }).model).toMatch(/mini$/)
})

test('A person reads and copies what was sent for an answer', async ({
  person,
  seeds,
  request,
  upstream,
  context,
}) => {
  const { page } = person
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const path = await instructedThread(seeds, request)
  await seeds.ask(path, 'What is its population?')
  await person.open(path)
  const inspector = await openWhatWasSent(person, 2)

  const [, second] = await upstream.completions()
  const counted = inspector.getByText(/^The provider counted [\d,]+ tokens? in and \d+ tokens? out/)
  await expect(counted).toBeVisible()
  await expect(inspector.getByText(/^It cost \$0\.\d+\.$/)).toBeVisible()
  await expect(
    inspector.getByText(/^\d+ new, all from before still sent, \d+ tokens as before\.$/),
  ).toBeVisible()
  await expect(piece(inspector, 'Message', 'What is its population?')).toContainText('new')
  await expect(piece(inspector, 'System prompt', systemPrompt)).not.toContainText('new')

  const sha256 = createHash('sha256')
    .update(second?.raw_body ?? '')
    .digest('hex')
  await expect(inspector.getByTitle(sha256)).toHaveText(`${sha256.slice(0, 12)}…`)
  await inspector.getByRole('button', { name: 'Copy the request' }).click()
  await expect(page.getByText('The request is copied.')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(second?.raw_body)

  await inspector.getByRole('button', { name: 'Show the next turn' }).click()
  await expect(page.getByRole('dialog', { name: 'Next turn' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(person.answer(2).getByRole('button', { name: 'What was sent' })).toBeFocused()
})

test('What is copied in a dialog is copied on plain http, too', async ({
  person,
  seeds,
  request,
  upstream,
}) => {
  const { page } = person
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'clipboard'))
  await person.open(await instructedThread(seeds, request))
  const inspector = await openWhatWasSent(person, 1)
  await inspector.getByRole('button', { name: 'Copy the request' }).click()
  await expect(page.getByText('The request is copied.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(inspector).toBeHidden()
  const sent = (await upstream.completions()).at(-1)?.raw_body ?? ''
  await expect(async () => {
    await person.composer.fill('')
    await person.composer.press('ControlOrMeta+v')
    await expect(person.composer).toHaveValue(sent, { timeout: 1000 })
  }).toPass()
})

test('A person is told what did not fit', async ({ person, seeds }) => {
  const long = 'Some words that fill a window. '.repeat(60)
  const path = await seeds.thread({
    model: 'sim/echo',
    questions: [`One. ${long}`, `Two. ${long}`, `Three. ${long}`],
  })
  await seeds.ask(path, 'And now?', { model: 'sim/small-window' })
  await person.open(path)
  // It comes in below the answer, and moves it.
  await expect(person.page.getByRole('button', { name: /^Summary of messages/ })).toBeVisible()
  const inspector = await openWhatWasSent(person, 4)
  await expect(
    inspector.getByText(/^\d+ older messages did not fit and were left out\.$/),
  ).toBeVisible()
  await expect(inspector.getByText(/\d+ no longer sent/)).toBeVisible()
  await expect(inspector.getByRole('heading', { name: 'No longer sent' })).toBeVisible()
})

test('A person who takes another model is told what it does not get', async ({ person, seeds }) => {
  const { page } = person
  const long = 'Some words that fill a window. '.repeat(60)
  const questions = [`One. ${long}`, `Two. ${long}`, `Three. ${long}`]
  await person.open(await seeds.thread({ model: 'sim/echo', questions }))
  await person.pickModel('Simulator: small window')
  const told = page.getByRole('status').filter({ hasText: 'small window' })
  await expect(told).toHaveText(
    /^With .*small window: \d+ older messages do not fit and are left out\.$/,
  )
  // Under the pointer it stays.
  await told.getByRole('button', { name: 'Dismiss' }).hover()
  expect(await findBarriers(page)).toEqual([])
})

test('A person is told that nothing was sent for a message that was stopped while it waited', async ({
  person,
  seeds,
  upstream,
  complaints,
}) => {
  complaints.expect(/status of 404/)
  const path = await seeds.thread({ model: 'sim/held' })
  await seeds.ask(path, 'Stream', { background: true })
  await person.open(path)
  await stopWhileItWaits(person.page, path, 'Wait')
  await person.reload()
  await person.untilOver(2)
  const inspector = person.page.getByRole('dialog', { name: 'What was sent' })
  // The answer above it, which still runs, may grow just then.
  await expect(async () => {
    await person.answer(2).getByRole('button', { name: 'What was sent' }).click()
    await expect(inspector).toBeVisible({ timeout: 2000 })
  }).toPass()
  await expect(inspector).toContainText('Nothing is recorded for this answer')
  await upstream.release('sim/held')
})

test('A person tries again when it could not be loaded', async ({ person, seeds, complaints }) => {
  complaints.expect(/status of 503|ERR_FAILED/)
  const { page } = person
  await person.open(await seeds.thread({ model: 'sim/echo', questions: [unique('Hello')] }))
  const address = /\/api\/messages\/[^/]+\/context$/
  await page.route(address, (route) => route.fulfill({ status: 503, body: 'Away' }))
  await person.answer(1).getByRole('button', { name: 'What was sent' }).click()
  const alert = page.getByRole('dialog', { name: 'What was sent' }).getByRole('alert')
  await expect(alert).toContainText('Skein cannot be reached.')
  await page.unroute(address)
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'Requests' })).toBeVisible()
  await expect(alert).toHaveCount(0)
})

test('What the next turn sends is read once, and never in a hidden tab', async ({
  person,
  seeds,
}) => {
  const { page } = person
  const reads: unknown[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/context')) reads.push(request.postDataJSON())
  })
  const path = await seeds.thread({ model: 'sim/echo', questions: [unique('Hello')] })
  await page.clock.install()
  await person.open(path)
  await expect(ringOf(page)).toBeVisible()
  expect(reads).toEqual([expect.objectContaining({ draft: '' })])

  await turnTab(page, 'hidden')
  await person.composer.fill('Written unseen')
  await page.clock.fastForward(2000)
  expect(await page.evaluate(() => document.visibilityState)).toBe('hidden')
  expect(reads).toHaveLength(1)
  await turnTab(page, 'visible')
  await expect
    .poll(() => reads.slice(1))
    .toEqual([expect.objectContaining({ draft: 'Written unseen' })])
})

test('The ring warns when the window is nearly full', async ({ person, seeds }) => {
  await person.open(await seeds.thread({ model: 'sim/small-window', questions: ['Hello'] }))
  await expect(ringOf(person.page)).not.toHaveAccessibleName(/nearly full|too large/)
  await person.composer.fill('word '.repeat(1050))
  await expect(ringOf(person.page)).toHaveAccessibleName(/, nearly full$/)
  await person.composer.fill('word '.repeat(4000))
  await expect(ringOf(person.page)).toHaveAccessibleName(/, too large to send$/)
})

test(
  'The panel leaves the thread usable and hands the focus back',
  { tag: '@desktop' },
  async ({ person, seeds }) => {
    const { page } = person
    await person.open(await seeds.thread({ model: 'sim/echo', questions: [unique('Hello')] }))
    const inspector = await openNextTurn(person)
    await expect(inspector.getByRole('region', { name: 'Context' })).toBeFocused()
    await person.send(unique('Still here'))
    await person.untilOver(2)
    await expect(piece(inspector, 'History', 'Still here').first()).toBeVisible()
    const [panel, log] = [await inspector.boundingBox(), await person.messages.boundingBox()]
    expect((log?.x ?? 0) + (log?.width ?? 0)).toBeLessThanOrEqual((panel?.x ?? 0) + 1)
    await inspector.getByRole('button', { name: 'Close' }).click()
    await expect(inspector).toHaveCount(0)
    await expect(ringOf(page)).toBeFocused()
  },
)

test('Escape closes the inspector, also after a press on what goes with it', async ({
  person,
  seeds,
}) => {
  const { page } = person
  await person.open(await seeds.thread({ model: 'sim/echo', questions: [unique('Hello')] }))
  const inspector = await openNextTurn(person)
  const all = inspector.getByRole('button', { name: /^Show all \d+ models$/ })
  await all.press('Enter')
  await expect(all).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(inspector).toHaveCount(0)
  await expect(ringOf(page)).toBeFocused()
})

test('axe finds nothing in the inspector', async ({ person, seeds, request }) => {
  test.setTimeout(240_000)
  const { page } = person
  const path = await instructedThread(seeds, request)
  await seeds.ask(path, 'What is its population?')
  await person.open(path)
  for (const open of [() => openNextTurn(person), () => openWhatWasSent(person, 2)]) {
    const inspector = await open()
    await inspector.locator('details > summary').first().click()
    const all = inspector.getByRole('button', { name: /^Show all \d+ models$/ })
    if (await all.isVisible()) await all.click()
    expect(await findBarriers(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(inspector).toHaveCount(0)
  }
})

test(
  'A finger hits every control of the inspector',
  { tag: '@phone' },
  async ({ person, seeds }) => {
    await person.open(await seeds.thread({ model: 'sim/echo', questions: [unique('Hello')] }))
    const { width, height } = (await ringOf(person.page).boundingBox()) ?? { width: 0, height: 0 }
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(43.5)
    const inspector = await openNextTurn(person)
    const small = await inspector.locator('button, select, summary').evaluateAll((controls) =>
      controls.flatMap((control) => {
        const box = control.getBoundingClientRect()
        return Math.min(box.width, box.height) < 43.5 ? [control.textContent] : []
      }),
    )
    expect(small).toEqual([])
  },
)

test.describe('at 320 pixels', () => {
  test.use({ viewport: { width: 320, height: 640 } })
  test('nothing of the inspector is cut off', async ({ person, seeds, request }) => {
    const { page } = person
    await person.open(await instructedThread(seeds, request))
    const fits = { scrolls: false, cut: [] }
    const next = await openNextTurn(person)
    await next.getByRole('button', { name: /^Show all \d+ models$/ }).click()
    await next.locator('details > summary').first().click()
    expect(await sidewaysRoom(page)).toEqual(fits)
    await page.keyboard.press('Escape')
    await expect(next).toHaveCount(0)
    await openWhatWasSent(person, 1)
    expect(await sidewaysRoom(page)).toEqual(fits)
  })
})
