import type { Locator, Page } from '@playwright/test'
import { expect, test, unique } from './fixtures'
import { askAboutFlag } from './support/ask-about-flag'
import { backgroundOf } from './support/find-barriers'
import { pressUntilFocused } from './support/press-until-focused'
import { smallPng } from './support/small-png'
import { untilCodeIsThere } from './support/until-code-is-there'
import { walkByTab } from './support/walk-by-tab'

test('A person sets theme, density, font size, language and what sends by keys alone', async ({
  person,
}) => {
  const { page } = person
  const { keyboard } = page
  await page.emulateMedia({ colorScheme: 'light' })
  await person.newThread()
  await person.threads()
  await pressUntilFocused('Tab', page.getByRole('link', { name: 'Settings' }))
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  const choice = (name: string) => page.getByRole('main').getByRole('radio', { name, exact: true })
  /** Goes to a group by Tab, where the focus is on what is chosen, and on to another choice by an arrow. */
  const goOn = async (from: string, key: string, to: string) => {
    await pressUntilFocused('Tab', choice(from))
    await keyboard.press(key)
    await expect(choice(to)).toBeChecked()
    await expect(choice(to)).toBeFocused()
  }
  const fontSize = () =>
    page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize))
  const [light, medium] = [await backgroundOf(page), await fontSize()]

  await goOn('As the system', 'ArrowRight', 'Dark')
  await expect.poll(() => backgroundOf(page)).not.toBe(light)
  await goOn('Comfortable', 'ArrowRight', 'Compact')
  await goOn('Medium', 'ArrowRight', 'Large')
  await expect.poll(fontSize).toBeGreaterThan(medium)
  await goOn('English', 'ArrowDown', 'Deutsch')
  await expect(page.getByRole('heading', { level: 1, name: 'Einstellungen' })).toBeVisible()
  await expect(choice('Deutsch')).toBeFocused()
  const saved = page.waitForResponse((response) => response.url().endsWith('/api/user/profile'))
  await goOn('Automatisch', 'ArrowRight', 'Eingabe')
  await saved
  await person.reload()
  for (const name of ['Dunkel', 'Kompakt', 'Groß', 'Deutsch', 'Eingabe']) {
    await expect(choice(name)).toBeChecked()
  }

  // As it was, for who comes after.
  await pressUntilFocused('Shift+Tab', choice('Deutsch'))
  await goOn('Deutsch', 'ArrowLeft', 'English')
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  await goOn('Enter', 'ArrowLeft', 'Automatic')

  const keys = page.getByRole('main').getByRole('button', { name: /^Change the keys of “Begin a/ })
  const own = (await keys.textContent()) ?? ''
  await pressUntilFocused('Tab', keys)
  await keyboard.press('Enter')
  await keyboard.press('Alt+Shift+q')
  await expect(keys).toContainText('Q')
  await expect(keys).toBeFocused()
  await pressUntilFocused('Tab', page.getByRole('button', { name: /^Give “Begin a/ }))
  const kept = page.waitForResponse((response) => response.url().endsWith('/api/user/profile'))
  await keyboard.press('Enter')
  await expect(keys).toHaveText(own)
  await expect(keys).toBeFocused()
  await kept
})

test('A person compares two models and goes on with one of them by keys alone', async ({
  person,
  seeds,
  upstream,
}) => {
  const { page } = person
  const { keyboard } = page
  const send = async (text: string) => {
    await pressUntilFocused('Shift+Tab', person.composer)
    await keyboard.type(text)
    await keyboard.press('Control+Enter')
  }
  await person.open(await seeds.thread({ model: 'openai/gpt-4o' }))
  await pressUntilFocused('Tab', person.modelButton)
  await keyboard.press('Enter')
  const picker = page.getByRole('dialog', { name: 'Model' })
  const search = picker.getByRole('combobox', { name: 'Search models' })
  await expect(search).toBeFocused()
  await pressUntilFocused('Tab', picker.getByRole('button', { name: 'Compare', exact: true }))
  await keyboard.press('Enter')
  await pressUntilFocused('Shift+Tab', search)
  await keyboard.type('Simulator: echo')
  await expect(picker.getByRole('option')).toHaveCount(1)
  await keyboard.press('Enter')
  await expect(picker.getByRole('option', { name: 'echo', selected: true })).toHaveCount(1)
  await pressUntilFocused('Tab', picker.getByRole('button', { name: 'Compare these' }))
  await keyboard.press('Enter')
  await expect(person.modelButton).toHaveAccessibleName('Model: 2 models. Change')
  await expect(person.modelButton).toBeFocused()

  const question = 'What is the capital of France?'
  await send(question)
  for (const n of [1, 2]) await person.untilOver(n)
  const second = page.locator('[data-compared]').nth(1)
  await pressUntilFocused('Shift+Tab', second.getByRole('button', { name: 'Go on with this one' }))
  await keyboard.press('Enter')
  const chosen = second.getByRole('button', { name: 'Goes on from here' })
  await expect(chosen).toHaveAttribute('aria-pressed', 'true')
  await expect(chosen).toBeFocused()

  await pressUntilFocused('Tab', person.composer)
  await send('And now?')
  await person.untilOver(2)
  await expect(person.answer(1)).toContainText(`You said: "${question}"`)
  const sent = JSON.stringify((await upstream.completions()).at(-1)?.body)
  expect(sent).toContain('You said:')
  expect(sent).not.toContain('Paris')
})

test('A person attaches a file, and wraps, saves and copies code by keys alone', async ({
  person,
  seeds,
  upstream,
  context,
  isMobile,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { page } = person
  const { keyboard } = page
  const model = 'openai/gpt-4o'
  const code = 'const sesame = "open"'
  await upstream.script(model, { text: `\`\`\`ts\n${code}\n\`\`\`` })
  await person.open(await seeds.thread({ model }))
  const attach = page.getByRole('button', { name: 'Attach files' })
  // Listened for early, since a key is quicker than the browser learns who takes the files.
  const chooser = page.waitForEvent('filechooser')
  await pressUntilFocused('Tab', attach)
  await keyboard.press('Enter')
  const file = { mimeType: 'image/png', buffer: smallPng }
  await (await chooser).setFiles(['flag.png', 'wrong.png'].map((name) => ({ name, ...file })))
  await expect(page.locator('[data-status=ready]')).toHaveCount(2)
  await expect(attach).toBeFocused()
  await pressUntilFocused('Shift+Tab', page.getByRole('button', { name: 'Remove wrong.png' }))
  await keyboard.press('Enter')
  await expect(page.locator('[data-status=ready]')).toHaveCount(1)
  // On a phone that would open the keyboard of the screen.
  if (!isMobile) await expect(person.composer).toBeFocused()
  await pressUntilFocused('Tab', person.composer)
  await keyboard.type('What is it?')
  await keyboard.press('Control+Enter')
  await person.untilOver(1)
  await expect(person.question('What is it?').getByRole('img', { name: 'flag.png' })).toBeVisible()

  const block = person.answer(1).getByRole('figure')
  const button = (name: string) => block.getByRole('button', { name })
  const wrap = button('Wrap lines')
  await pressUntilFocused('Shift+Tab', wrap)
  for (const [key, pressed] of [
    ['Enter', 'true'],
    ['Space', 'false'],
  ] as const) {
    await keyboard.press(key)
    await expect(wrap).toHaveAttribute('aria-pressed', pressed)
  }
  await pressUntilFocused('Tab', button('Download code'))
  const download = page.waitForEvent('download')
  await keyboard.press('Enter')
  expect((await download).suggestedFilename()).toBe('code.ts')
  await pressUntilFocused('Tab', button('Copy code'))
  await keyboard.press('Enter')
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(code)
})

type Opened = { opener: Locator; dialog: string | RegExp; item?: string | RegExp }

/** By keys alone: a button, or a choice of its menu, opens a dialog, Escape closes it, and the focus is where it was. */
async function expectFocusBack(page: Page, { opener, dialog, item }: Opened) {
  const shown = page.getByRole('dialog', { name: dialog })
  await opener.focus()
  await page.keyboard.press('Enter')
  if (item) {
    await expect(page.getByRole('menu').locator(':focus')).toHaveCount(1)
    await pressUntilFocused('ArrowDown', page.getByRole('menuitem', { name: item }))
    await page.keyboard.press('Enter')
  }
  await expect(shown).toBeVisible()
  await expect(shown.locator(':focus')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(shown).toHaveCount(0)
  await expect(opener).toBeFocused()
}

test('Every dialog gives the focus back to what opened it', async ({
  person,
  seeds,
  request,
  upstream,
}) => {
  test.setTimeout(180_000)
  const { page } = person
  const main = page.getByRole('main')
  const button = (name: string | RegExp, of: Page | Locator = main) =>
    of.getByRole('button', { name })
  const walk = async (all: Opened[]) => {
    for (const each of all) {
      await test.step(`${each.item ?? ''} ${each.dialog}`, () => expectFocusBack(page, each))
    }
  }
  const [title, prompt] = [unique('Back'), unique('greet').replace(' ', '-')]
  const made = await request.post('/api/prompts', { data: { name: prompt, text: 'Hi {{who}}' } })
  expect(made.status()).toBe(201)

  await test.step('a thread', async () => {
    await upstream.script('openai/gpt-4o', { text: 'A flag.' })
    await person.open(await seeds.thread({ model: 'openai/gpt-4o', title }))
    await askAboutFlag(person)
    const ofQuestion = button('More about this message')
    const ofAnswer = button('More about this answer')
    const ofThread = button('Thread actions')
    await walk([
      { opener: person.modelButton, dialog: 'Model' },
      { opener: button(/^System prompt/), dialog: 'System prompt' },
      { opener: button(/^Context: /), dialog: 'Next turn' },
      { opener: button('What was sent'), dialog: 'What was sent' },
      { opener: button('Details'), dialog: 'Details of the answer' },
      { opener: button('Open flag.png'), dialog: 'flag.png' },
      { opener: ofQuestion, item: 'Delete message', dialog: 'Delete this message?' },
      { opener: ofAnswer, item: 'Delete message', dialog: 'Delete this message?' },
      { opener: ofAnswer, item: 'Answer again with…', dialog: /./ },
      { opener: ofThread, item: 'Share…', dialog: 'Share this thread' },
      { opener: ofThread, item: 'Go to a date…', dialog: 'Go to a date' },
    ])
  })

  await test.step('an editor', async () => {
    const opener = button('Edit')
    const field = page.getByRole('textbox', { name: 'Edit message' })
    const dialog = page.getByRole('dialog', { name: 'Discard the changes?' })
    await opener.focus()
    await page.keyboard.press('Enter')
    await expect(field).toBeFocused()
    await page.keyboard.type(' Tell me')
    await page.keyboard.press('Escape')
    await expect(dialog.locator(':focus')).toHaveCount(1)
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(field).toBeFocused()
    await page.keyboard.press('Escape')
    await pressUntilFocused('Tab', dialog.getByRole('button', { name: 'Discard' }))
    await page.keyboard.press('Enter')
    await expect(opener).toBeFocused()
  })

  await test.step('keys', async () => {
    const dialogs = { 'Control+/': 'Model', 'ControlOrMeta+k': 'Search', '?': 'Keyboard shortcuts' }
    for (const [keys, name] of Object.entries(dialogs)) {
      const from = button('Thread actions')
      await from.focus()
      await page.keyboard.press(keys)
      const shown = page.getByRole('dialog', { name })
      await expect(shown.locator(':focus')).toHaveCount(1)
      await page.keyboard.press('Escape')
      await expect(shown).toHaveCount(0)
      await expect(from).toBeFocused()
    }
  })

  await test.step('the list', async () => {
    const list = await person.threads()
    const opener = button(`Actions for ${title}`, list)
    await walk([
      { opener: button(/^Search$/, page), dialog: 'Search' },
      { opener, item: 'Move to a folder…', dialog: 'Move the thread' },
      { opener, item: 'Share…', dialog: 'Share this thread' },
    ])
  })

  await test.step('a prompt', async () => {
    await person.open('/prompts')
    await walk([
      { opener: button('New prompt'), dialog: 'New prompt' },
      { opener: button(`Edit ${prompt}`), dialog: 'Change the prompt' },
      { opener: button(`Delete ${prompt}`), dialog: 'Delete the prompt' },
    ])
    await person.newThread()
    await person.composer.focus()
    await page.keyboard.type(`/${prompt.slice(0, 10)}`)
    const option = page.getByRole('option', { name: new RegExp(prompt) })
    await expect(option).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Enter')
    const form = page.getByRole('dialog', { name: prompt })
    await expect(form.getByRole('textbox', { name: 'who' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(form).toHaveCount(0)
    await expect(person.composer).toBeFocused()
  })

  await test.step('the settings', async () => {
    await person.open('/settings')
    await walk([
      { opener: person.modelButton, dialog: 'Model' },
      { opener: button('Delete all threads…'), dialog: 'Delete all your threads?' },
    ])
  })
})

test(
  'Tab comes to every control of every page, and each is seen to have the focus',
  { tag: '@desktop' },
  async ({ person, seeds, request }) => {
    test.setTimeout(180_000)
    const prompt = { name: unique('walk').replace(' ', '-'), text: 'Hi {{who}}' }
    expect((await request.post('/api/prompts', { data: prompt })).status()).toBe(201)
    const thread = await seeds.thread({ model: 'sim/markdown', questions: [unique('Show')] })
    const pages = [
      '/',
      thread,
      '/settings',
      '/usage',
      '/prompts',
      '/archived',
      '/data',
      '/admin/jobs',
    ]
    for (const path of pages) {
      await person.open(path)
      await untilCodeIsThere(person.page)
      expect.soft(await walkByTab(person.page), path).toEqual([])
    }
  },
)

test('Arrows go from row to row of the list of threads, and Tab past all of them', async ({
  person,
  seeds,
  request,
}) => {
  const { page } = person
  const { keyboard } = page
  const name = unique('Folder')
  const { id } = (await (await request.post('/api/folders', { data: { name } })).json()) as {
    id: string
  }
  const [lower, upper] = [unique('Lower'), unique('Upper')]
  for (const title of [lower, upper]) {
    const path = await seeds.thread({ model: 'sim/echo', title })
    const moved = await request.patch(`/api${path.replace('/t/', '/threads/')}`, {
      data: { folder_id: id },
    })
    expect(moved.ok()).toBe(true)
  }
  await person.newThread()
  const list = await person.threads()
  await untilCodeIsThere(page)
  const row = (title: string) => list.getByRole('link', { name: title })
  const menu = (title: string) => list.getByRole('button', { name: `Actions for ${title}` })
  const folder = list.getByRole('button', { name, exact: true })
  const focused = page.locator(':focus')

  await pressUntilFocused('Tab', list.locator('[data-list-row] [tabindex="0"]').first())
  await pressUntilFocused('ArrowDown', folder)
  await keyboard.press('Enter')
  await expect(row(lower)).toBeVisible()
  await keyboard.press('ArrowDown')
  await expect(row(upper)).toBeFocused()
  await keyboard.press('ArrowDown')
  await expect(row(lower)).toBeFocused()
  await keyboard.press('ArrowUp')
  await expect(row(upper)).toBeFocused()

  // A row's menu is beside it, and its choices have the arrows to themselves.
  await keyboard.press('Tab')
  await expect(menu(upper)).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem').nth(1)).toBeFocused()
  await keyboard.press('Escape')
  await expect(menu(upper)).toBeFocused()
  await keyboard.press('ArrowDown')
  await expect(menu(lower)).toBeFocused()
  await keyboard.press('Tab')
  await expect(page.locator('[data-list-row] :focus')).toHaveCount(0)
  await keyboard.press('Shift+Tab')
  await expect(menu(lower)).toBeFocused()

  await keyboard.press('Home')
  const top = await focused.getAttribute('aria-label')
  expect(top).not.toContain(lower)
  await keyboard.press('ArrowUp')
  expect(await focused.getAttribute('aria-label')).toBe(top)
  await keyboard.press('End')
  expect(await focused.getAttribute('aria-label')).not.toBe(top)
  await expect(page.locator('[data-list-row] :focus')).toBeInViewport()
})
