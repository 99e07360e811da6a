import { createServer, type AddressInfo } from 'node:net'
import { chromium, type APIRequestContext, type Locator, type Page } from '@playwright/test'
import lighthouse from 'lighthouse'
import { expect, test, unique, words, type Seeds, type UpstreamControl } from './fixtures'
import { APP_ORIGIN } from './support/addresses'
import { backgroundOf, findBarriers, settled } from './support/find-barriers'
import { findCutOff, findTooSmall } from './support/find-misfits'
import { importLongThread } from './support/long-thread'
import { pressUntilFocused } from './support/press-until-focused'
import { untilCodeIsThere } from './support/until-code-is-there'

async function expectNoFindings(page: Page) {
  expect(await findBarriers(page)).toEqual([])
}

/** A thread in which every way to end is seen, whose newest answer runs and one more waits. */
async function threadOfAllStates(seeds: Seeds, upstream: UpstreamControl): Promise<string> {
  const path = await seeds.thread({ model: 'sim/markdown', questions: [unique('Everything')] })
  await seeds.ask(path, 'Think', { model: 'sim/reasoning' })
  await seeds.ask(path, 'Fail', { model: 'sim/error-503' })
  await seeds.ask(path, 'Break off', { model: 'sim/mid-stream-error' })
  await seeds.ask(path, 'Stop', { model: 'sim/held', background: true })
  await untilHeld(upstream)
  await seeds.stop(path)
  await expect.poll(async () => (await upstream.completions()).at(-1)?.closed).toBe(true)
  await seeds.ask(path, 'Stream', { model: 'sim/held', background: true })
  await seeds.ask(path, 'Wait', { model: 'sim/echo', background: true })
  await untilHeld(upstream)
  return path
}

const untilHeld = (upstream: UpstreamControl) =>
  expect
    .poll(async () => {
      const newest = (await upstream.completions()).at(-1)
      return newest?.model === 'sim/held' && !newest.closed && newest.tokens_sent === 5
    })
    .toBe(true)

test.describe('axe finds nothing', () => {
  test('on a new thread and with the list of threads', async ({ person, seeds }) => {
    await seeds.thread({ model: 'sim/echo', title: unique('Listed') })
    await person.newThread()
    await expectNoFindings(person.page)
    await person.threads()
    await expectNoFindings(person.page)
  })

  test('on a thread with answers of every state', async ({ person, seeds, upstream }) => {
    await person.open(await threadOfAllStates(seeds, upstream))
    await expect(person.answer(6)).toHaveAttribute('aria-busy', 'true')
    await person.reads(6, words(5))
    await expect(person.answer(7)).toContainText('Waiting, 1 ahead.')
    await expectNoFindings(person.page)
  })

  test('in the model picker and the system prompt', async ({ person, seeds }) => {
    await person.open(await seeds.thread({ model: 'sim/echo', questions: [unique('Hello')] }))
    await person.openPicker()
    await expectNoFindings(person.page)
    await person.page.keyboard.press('Escape')
    await person.page.getByRole('button', { name: /^System prompt/ }).click()
    await expect(person.page.getByRole('dialog', { name: 'System prompt' })).toBeVisible()
    await expectNoFindings(person.page)
  })

  test('on the pages for what does not exist', async ({ person, complaints }) => {
    complaints.expect(/status of 404/)
    for (const path of ['/t/unknown', '/nothing/here', '/shared/unknown', '/offline']) {
      await person.page.goto(path)
      await expect(person.page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectNoFindings(person.page)
    }
  })
})

/** A thread whose newest answer has every kind of part. */
const threadOfAllParts = (request: APIRequestContext) =>
  importLongThread(request, {
    title: unique('Parts'),
    count: 2,
    ending: [
      { type: 'reasoning', text: 'First this, then that.' },
      {
        type: 'dynamic-tool',
        toolName: 'get_weather',
        toolCallId: 'one',
        state: 'output-available',
        input: { city: 'Paris' },
        output: { degrees: 21 },
      },
      {
        type: 'dynamic-tool',
        toolName: 'get_weather',
        toolCallId: 'two',
        state: 'output-error',
        input: { city: 'Nowhere' },
        errorText: 'There is no such city.',
      },
      { type: 'source-url', sourceId: 'a', url: 'https://example.com/a', title: 'A page' },
      { type: 'source-document', sourceId: 'b', mediaType: 'application/pdf', title: 'A paper' },
    ],
  })

/** Opens a menu and chooses from it. */
async function choose(page: Page, menu: string | RegExp, item: string) {
  await page.getByRole('button', { name: menu }).last().click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

test.describe('axe finds nothing', () => {
  test.setTimeout(180_000)

  test('in what is open about a thread of the list', async ({ person, seeds }) => {
    const { page } = person
    const title = unique('Row')
    await seeds.thread({ model: 'sim/echo', title })
    await person.newThread()
    await person.threads()
    const row = `Actions for ${title}`
    await page.getByRole('button', { name: row }).click()
    await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeVisible()
    await expectNoFindings(page)
    await page.getByRole('menuitem', { name: 'Rename' }).click()
    await expect(page.getByRole('textbox', { name: 'Title of the thread' })).toBeVisible()
    await expectNoFindings(page)
    await page.keyboard.press('Escape')
    await choose(page, row, 'Archive')
    // Under the pointer it stays.
    await page.getByRole('button', { name: 'Undo' }).hover()
    await expectNoFindings(page)
  })

  test('in what is open about a thread and its messages', async ({ person, seeds }) => {
    const { page } = person
    await person.open(await seeds.thread({ model: 'openai/gpt-4o', questions: ['Hello'] }))
    await page.getByRole('button', { name: 'Thread actions' }).click()
    await expect(page.getByRole('menuitem').first()).toBeVisible()
    await expectNoFindings(page)
    await page.getByRole('menuitem', { name: 'Go to a date…' }).click()
    await expect(page.getByRole('dialog', { name: 'Go to a date' })).toBeVisible()
    await expectNoFindings(page)
    await page.keyboard.press('Escape')

    await choose(page, 'More about this answer', 'Delete message')
    await expect(page.getByRole('dialog', { name: 'Delete this message?' })).toBeVisible()
    await expectNoFindings(page)
    await page.keyboard.press('Escape')
    await choose(page, 'More about this answer', 'Answer again with…')
    await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible()
    await expectNoFindings(page)
    await page.keyboard.press('Escape')

    await person.question('Hello').getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('textbox', { name: 'Edit message' }).fill('Hello again')
    await expectNoFindings(page)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog', { name: 'Discard the changes?' })).toBeVisible()
    await expectNoFindings(page)
  })

  test('in the picker where models are compared or none is found', async ({ person }) => {
    await person.newThread()
    const picker = await person.openPicker()
    await picker.getByRole('button', { name: 'Compare', exact: true }).click()
    await picker.getByRole('option', { name: 'GPT-4o-mini' }).first().click()
    await expectNoFindings(person.page)
    await picker.getByRole('combobox', { name: 'Search models' }).fill('no such model')
    await expect(picker.getByText('No model is called')).toBeVisible()
    await expectNoFindings(person.page)
  })

  test('where a message is refused and the connection lost', async ({
    person,
    seeds,
    context,
    complaints,
  }) => {
    complaints.expect(/ERR_INTERNET_DISCONNECTED|status of 4/)
    const { page } = person
    await person.open(await seeds.thread({ model: 'sim/echo', questions: ['Hello'] }))
    await page.route('**/api/chat', (route) =>
      route.fulfill({
        status: 429,
        json: { error: { code: 'rate_limited', message: 'Wait a minute.' } },
      }),
    )
    await person.composer.fill('Once more')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(page.getByText('Not sent.', { exact: true })).toBeVisible()
    await untilCodeIsThere(page)
    await context.setOffline(true)
    await expect(page.getByText('You are offline.')).toBeVisible()
    await expectNoFindings(page)
    await context.setOffline(false)
  })

  test('on what an answer folds, and on a message that was found', async ({ person, request }) => {
    const { page } = person
    const { path, ids } = await threadOfAllParts(request)
    await person.open(`${path}?message=${ids[1]}`)
    const folded = person.answer(1).locator('summary')
    await expect(folded).toHaveCount(3)
    for (const part of await folded.all()) await part.click()
    await expect(person.answer(1).getByText('There is no such city.')).toBeVisible()
    await expect(person.answer(1).getByRole('list', { name: 'Sources' })).toBeVisible()
    await expectNoFindings(page)
  })

  test('where the list is put away and keys are taken from an action', async ({
    person,
    isMobile,
  }) => {
    const { page } = person
    await person.open('/settings')
    if (!isMobile) await page.getByRole('button', { name: 'Put the list away' }).click()
    await page.getByRole('button', { name: 'Change the keys of “Begin a new thread”' }).click()
    await page.keyboard.press('Control+b')
    await expect(page.getByText('These do “Show or hide the list of threads”.')).toBeVisible()
    await expectNoFindings(page)
  })
})

test.describe('nothing is cut off', () => {
  const screens = {
    'at 320 pixels': { viewport: { width: 320, height: 640 }, deviceScaleFactor: 1 },
    'at 200 % of 1280 pixels': { viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 },
  }
  for (const [name, screen] of Object.entries(screens)) {
    test.describe(name, () => {
      test.use(screen)
      test('a person reads and writes without scrolling sideways', async ({
        person,
        seeds,
        upstream,
      }) => {
        const { page } = person
        await person.newThread()
        expect(await findCutOff(page)).toEqual([])
        await expect(person.composer).toBeInViewport({ ratio: 1 })
        await person.openPicker()
        await settled(page)
        expect(await findCutOff(page)).toEqual([])
        await page.keyboard.press('Escape')

        const long = await threadOfAllStates(seeds, upstream)
        await seeds.ask(long, 'W'.repeat(300), { model: 'sim/echo', background: true })
        await person.open(long)
        await expect(person.question('WWW')).toBeVisible()
        expect(await findCutOff(page)).toEqual([])
        await expect(person.composer).toBeInViewport({ ratio: 1 })
        await person.threads()
        await settled(page)
        expect(await findCutOff(page)).toEqual([])
      })
    })
  }
})

test('A finger hits every button', { tag: '@phone' }, async ({ person, seeds, upstream }) => {
  const { page } = person
  const body = page.locator('body')
  await person.newThread()
  expect(await findTooSmall(body)).toEqual([])
  expect(await findTooSmall(await person.openPicker())).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^System prompt/ }).click()
  const dialog = page.getByRole('dialog', { name: 'System prompt' })
  await expect(dialog).toBeVisible()
  expect(await findTooSmall(dialog)).toEqual([])

  await person.open(await threadOfAllStates(seeds, upstream))
  await person.reads(6, words(5))
  await expect(person.answer(7)).toContainText('Waiting, 1 ahead.')
  expect(await findTooSmall(body)).toEqual([])
  const list = await person.threads()
  await list
    .getByRole('button', { name: /^Actions for / })
    .first()
    .click()
  await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeVisible()
  expect(await findTooSmall(body)).toEqual([])
})

test('Nothing moves for a person who asked for calm', async ({ person, seeds, upstream }) => {
  const { page } = person
  const moving = () =>
    page.evaluate(() =>
      document
        .getAnimations()
        .filter(
          ({ playState, timeline }) => playState === 'running' && timeline === document.timeline,
        )
        .map((animation) => (animation instanceof CSSAnimation ? animation.animationName : '?')),
    )
  await person.open(await threadOfAllStates(seeds, upstream))
  await person.reads(6, words(5))
  expect(await moving()).not.toEqual([])
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await settled(page)
  expect(await moving()).toEqual([])
  await person.threads()
  await person.reload()
  await person.reads(6, words(5))
  await settled(page)
  expect(await moving()).toEqual([])
})

test('A person uses nothing but the keyboard', { tag: '@desktop' }, async ({ person, seeds }) => {
  const { page } = person
  const { keyboard } = page
  await person.open(await seeds.thread({ model: 'anthropic/claude-3.5-sonnet' }))
  await expect(person.composer).toBeFocused()
  const skip = page.getByRole('link', { name: 'Skip to the thread' })
  await pressUntilFocused('Shift+Tab', skip)
  await expect(skip).toBeInViewport()
  await keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await pressUntilFocused('Tab', person.composer)

  await pressUntilFocused('Tab', person.modelButton)
  await keyboard.press('Enter')
  const search = page.getByRole('combobox', { name: 'Search models' })
  await expect(search).toBeFocused()
  await expect(page.getByRole('option').first()).toBeVisible()
  await keyboard.press('Escape')
  await expect(search).toHaveCount(0)
  await expect(person.modelButton).toBeFocused()

  // Pressed at once after the Escape, it may belong to what is just closing.
  await expect(async () => {
    if ((await search.count()) === 0) await keyboard.press('Enter')
    await expect(page.getByRole('option').first()).toBeVisible({ timeout: 3000 })
  }).toPass()
  await keyboard.type('gpt-4o')
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await expect(person.modelButton).toContainText('GPT-4o')
  await expect(person.composer).toBeFocused()

  await keyboard.type('Hello.')
  await keyboard.press('Shift+Enter')
  await keyboard.type('What is the capital of France?')
  await keyboard.press('Enter')
  await expect(person.answer(1)).toContainText('Paris')
  await expect(person.composer).toBeFocused()
  await expect(person.question('Hello.\nWhat is the capital of France?')).toBeVisible()
})

test(
  'A person reads, edits, compares and shares by keys, and the focus comes back each time',
  { tag: '@desktop' },
  async ({ person, seeds, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const { page } = person
    const { keyboard } = page
    const title = unique('By keys')
    await person.open(await seeds.thread({ model: 'sim/echo', title, questions: ['Say this'] }))
    const button = (name: string | RegExp) =>
      page.getByRole('main').getByRole('button', { name, exact: true }).last()
    /** Opens something by a button, looks at it and closes it. */
    const openAndClose = async (opener: Locator, shown: Locator) => {
      await keyboard.press('Enter')
      await expect(shown).toBeVisible()
      await keyboard.press('Escape')
      await expect(shown).toHaveCount(0)
      await expect(opener).toBeFocused()
      expect(await opener.evaluate((element) => element.matches(':focus-visible'))).toBe(true)
    }
    const dialog = (name: string) => page.getByRole('dialog', { name })

    await pressUntilFocused('Shift+Tab', button('Copy answer'))
    await keyboard.press('Enter')
    const copied = () => page.evaluate(() => navigator.clipboard.readText())
    await expect.poll(copied).toContain('Say this')
    await pressUntilFocused('Tab', button('Details'))
    await openAndClose(button('Details'), dialog('Details of the answer'))
    await pressUntilFocused('Shift+Tab', button('What was sent'))
    await openAndClose(button('What was sent'), dialog('What was sent'))

    await pressUntilFocused('Tab', button('Answer again'))
    await keyboard.press('Enter')
    await expect(page.getByText('Version 2 of 2')).toBeAttached()
    await person.untilOver(1)
    await pressUntilFocused('Tab', button('Previous version'))
    await keyboard.press('Enter')
    await expect(page.getByText('Version 1 of 2')).toBeAttached()
    await pressUntilFocused('Shift+Tab', button('Edit'))
    await openAndClose(button('Edit'), page.getByRole('textbox', { name: 'Edit message' }))

    const actions = button('Thread actions')
    await pressUntilFocused('Shift+Tab', actions)
    await keyboard.press('Enter')
    await pressUntilFocused('ArrowDown', page.getByRole('menuitem', { name: 'Share…' }))
    await openAndClose(actions, dialog('Share this thread'))

    const search = page.getByRole('button', { name: 'Search', exact: true })
    await pressUntilFocused('Shift+Tab', search)
    await openAndClose(search, dialog('Search'))
    await keyboard.press('Enter')
    await keyboard.type('Settings')
    await expect(dialog('Search').getByRole('option')).toHaveCount(1)
    await keyboard.press('ArrowDown')
    await keyboard.press('Enter')
    await page.waitForURL('/settings')
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  },
)

test('A person chooses dark and it stays', async ({ person }) => {
  await person.page.emulateMedia({ colorScheme: 'light' })
  await person.newThread()
  const light = await backgroundOf(person.page)
  await person.threads()
  await person.page.getByRole('radio', { name: 'Dark' }).check({ force: true })
  await expect.poll(() => backgroundOf(person.page)).not.toBe(light)
  const dark = await backgroundOf(person.page)
  await person.reload()
  expect(await backgroundOf(person.page)).toBe(dark)
  await person.threads()
  await expect(person.page.getByRole('radio', { name: 'Dark' })).toBeChecked()
})

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

test(
  'Lighthouse gives full marks for accessibility and best practices',
  { tag: '@desktop' },
  async ({ seeds, launchOptions }) => {
    test.setTimeout(240_000)
    const thread = await seeds.thread({ model: 'sim/markdown', questions: [unique('Show')] })
    const port = await freePort()
    const browser = await chromium.launch({
      ...launchOptions,
      args: [...(launchOptions.args ?? []), `--remote-debugging-port=${port}`],
    })
    try {
      for (const path of ['/', thread]) {
        const result = await lighthouse(`${APP_ORIGIN}${path}`, {
          port,
          onlyCategories: ['accessibility', 'best-practices'],
          logLevel: 'error',
        })
        const failed = Object.values(result?.lhr.audits ?? {}).filter(({ score }) => score === 0)
        expect(failed.map(({ id, title }) => `${id}: ${title}`)).toEqual([])
        const marks = Object.values(result?.lhr.categories ?? {}).map(({ id, score }) => [
          id,
          score,
        ])
        expect(marks).toEqual([
          ['accessibility', 1],
          ['best-practices', 1],
        ])
      }
    } finally {
      await browser.close()
    }
  },
)
