import type { Locator, Page } from '@playwright/test'
import { expect, test, unique } from './fixtures'
import { askAboutFlag } from './support/ask-about-flag'
import { settled } from './support/find-barriers'
import { swipe } from './support/swipe'

const drawerOf = (page: Page) => page.getByRole('dialog', { name: 'Threads and settings' })

/** Where a finger takes hold of a sheet. */
async function gripOf(sheet: Locator): Promise<[number, number]> {
  await settled(sheet.page())
  const { x, y, width } = (await sheet.boundingBox())!
  return [x + width / 2, y + 12]
}

test('A finger draws a sheet down to close it', { tag: '@phone' }, async ({ person }) => {
  const { page } = person
  await person.newThread()
  const picker = await person.openPicker()
  const [x, y] = await gripOf(picker)

  await swipe(page, [x, y], [x, y + 24])
  await expect.poll(() => gripOf(picker)).toEqual([x, y])

  await swipe(page, [x, y], [x + 10, y + 200])
  await expect(picker).toHaveCount(0)
  await expect(person.modelButton).toBeFocused()
  expect(new URL(page.url()).pathname).toBe('/')
})

test(
  'A sheet with something unsaved asks before a finger closes it',
  { tag: '@phone' },
  async ({ person }) => {
    const { page } = person
    await page.goto('/prompts')
    await page.getByRole('button', { name: 'New prompt' }).click()
    const sheet = page.getByRole('dialog', { name: 'New prompt' })
    await sheet.getByRole('textbox', { name: 'Text' }).fill('Half a')
    const [x, y] = await gripOf(sheet)
    await swipe(page, [x, y], [x, y + 200])
    await expect(sheet.getByRole('textbox', { name: 'Text' })).toHaveValue('Half a')
    await expect.poll(() => gripOf(sheet)).toEqual([x, y])
  },
)

const depth = (page: Page) => page.evaluate(() => history.state?.layer ?? 0)

test(
  'The way back of a phone closes what lies over the page',
  { tag: '@phone' },
  async ({ person, seeds }) => {
    const { page } = person
    const title = unique('Behind')
    const path = await seeds.thread({ model: 'sim/echo', title, questions: ['One'] })
    await person.newThread()

    await person.threads()
    await expect.poll(() => depth(page)).toBe(1)
    await page.goBack()
    await expect(drawerOf(page)).toHaveCount(0)
    expect(new URL(page.url()).pathname).toBe('/')

    const picker = await person.openPicker()
    await expect.poll(() => depth(page)).toBe(1)
    await page.goBack()
    await expect(picker).toBeHidden()

    // Closed otherwise, its entry serves the next.
    await person.openPicker()
    await expect.poll(() => depth(page)).toBe(1)
    await page.keyboard.press('Escape')
    await expect(picker).toBeHidden()

    // A menu over the drawer: one after the other.
    const list = await person.threads()
    await list.getByRole('button', { name: `Actions for ${title}` }).click()
    await expect.poll(() => depth(page)).toBe(2)
    await page.goBack()
    await expect(page.getByRole('menu')).toHaveCount(0)
    await expect(drawerOf(page)).toBeVisible()

    // To another page and back again, as without all that.
    await list.getByRole('link', { name: title }).click()
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await expect(drawerOf(page)).toHaveCount(0)
    expect(new URL(page.url()).pathname).toBe(path)
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1, name: title })).toHaveCount(0)
    expect(new URL(page.url()).pathname).toBe('/')
    await expect.poll(() => depth(page)).toBe(0)

    // What was closed otherwise takes no step of the way back.
    await (await person.threads()).getByRole('link', { name: title }).click()
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await person.openPicker()
    await page.keyboard.press('Escape')
    await expect(picker).toBeHidden()
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1, name: title })).toHaveCount(0)
    expect(new URL(page.url()).pathname).toBe('/')
  },
)

test(
  'The way back closes search, share, selection and editor, and the context beside a thread',
  { tag: '@phone' },
  async ({ person, seeds }) => {
    const { page } = person
    const title = unique('Stay')
    const path = await seeds.thread({ model: 'openai/gpt-4o', title, questions: ['One'] })
    await person.open(path)
    const back = async (from: number) => {
      await expect.poll(() => depth(page)).toBe(from)
      await page.goBack()
    }
    const stays = () => expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()

    const list = await person.threads()
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    const search = page.getByRole('dialog', { name: 'Search' })
    await expect(search).toBeVisible()
    await back(2)
    await expect(search).toHaveCount(0)
    await expect(drawerOf(page)).toBeVisible()

    await list.getByRole('button', { name: `Actions for ${title}` }).click()
    await page.getByRole('menuitem', { name: 'Select' }).click()
    const selection = list.getByRole('toolbar', { name: 'Selected threads' })
    await expect(selection).toBeVisible()
    await back(2)
    await expect(selection).toHaveCount(0)
    await expect(drawerOf(page)).toBeVisible()
    await back(1)
    await expect(drawerOf(page)).toHaveCount(0)

    await page.getByRole('button', { name: 'Thread actions' }).click()
    await page.getByRole('menuitem', { name: 'Share…' }).click()
    const share = page.getByRole('dialog', { name: 'Share this thread' })
    await expect(share).toBeVisible()
    await back(1)
    await expect(share).toHaveCount(0)

    await person.question('One').getByRole('button', { name: 'Edit' }).click()
    const editor = page.getByRole('form', { name: 'Edit message' })
    await expect(editor).toBeVisible()
    await back(1)
    await expect(editor).toHaveCount(0)
    await stays()

    await page.setViewportSize({ width: 1280, height: 800 })
    await page.getByRole('button', { name: /^Context: / }).click()
    const inspector = page.getByRole('dialog', { name: 'Next turn' })
    await expect(inspector.getByRole('heading', { name: 'Window' })).toBeVisible()
    await back(1)
    await expect(inspector).toHaveCount(0)
    await stays()
  },
)

test(
  'The way back closes every sheet, and asks before what was written is lost',
  { tag: '@phone' },
  async ({ person, seeds, upstream, request }) => {
    test.setTimeout(180_000)
    const { page } = person
    const main = page.getByRole('main')
    const button = (name: string | RegExp) => main.getByRole('button', { name })
    const closes = (opener: Locator, dialog: string | RegExp, item?: string | RegExp) =>
      test.step(`${item ?? ''} ${dialog}`, async () => {
        const shown = page.getByRole('dialog', { name: dialog })
        await opener.click()
        if (item) await page.getByRole('menuitem', { name: item }).click()
        await expect(shown).toBeVisible()
        await expect.poll(() => depth(page)).toBe(1)
        const { pathname } = new URL(page.url())
        await page.goBack()
        await expect(shown).toHaveCount(0)
        expect(new URL(page.url()).pathname).toBe(pathname)
      })

    await upstream.script('openai/gpt-4o', { text: 'A flag.' })
    await person.open(await seeds.thread({ model: 'openai/gpt-4o' }))
    await askAboutFlag(person)
    await closes(button(/^System prompt/), 'System prompt')
    await closes(button(/^Context: /), 'Next turn')
    await closes(button('What was sent'), 'What was sent')
    await closes(button('Details'), 'Details of the answer')
    await closes(button('Open flag.png'), 'flag.png')
    const ofAnswer = button('More about this answer')
    await closes(ofAnswer, 'Delete this message?', 'Delete message')
    await closes(ofAnswer, /./, 'Answer again with…')
    await closes(button('Thread actions'), 'Go to a date', 'Go to a date…')

    await person.open('/settings')
    await closes(person.modelButton, 'Model')
    await closes(button('Delete all threads…'), 'Delete all your threads?')

    const name = unique('sheet').replace(' ', '-')
    const made = await request.post('/api/prompts', { data: { name, text: 'Hi {{who}}' } })
    expect(made.status()).toBe(201)
    await person.open('/prompts')
    await closes(button(`Delete ${name}`), 'Delete the prompt')
    await closes(button('New prompt'), 'New prompt')
    await button(`Edit ${name}`).click()
    const prompt = page.getByRole('dialog', { name: 'Change the prompt' })
    await prompt.getByRole('textbox', { name: 'Text' }).fill('Greet {{who}}')
    await expect.poll(() => depth(page)).toBe(1)
    page.once('dialog', (asked) => void asked.dismiss())
    await page.goBack()
    await expect(prompt.getByRole('textbox', { name: 'Text' })).toHaveValue('Greet {{who}}')
    await expect.poll(() => depth(page)).toBe(1)
    page.once('dialog', (asked) => void asked.accept())
    await page.goBack()
    await expect(prompt).toHaveCount(0)
    expect(new URL(page.url()).pathname).toBe('/prompts')
  },
)

test('A finger draws the list in and out, on every page', { tag: '@phone' }, async ({ person }) => {
  const { page } = person
  for (const path of ['/', '/data']) {
    await person.open(path)
    // What follows the finger is there a moment after the page.
    await expect(async () => {
      await swipe(page, [20, 400], [240, 410])
      await expect(drawerOf(page)).toBeVisible({ timeout: 1000 })
    }).toPass()
    await swipe(page, [280, 400], [60, 410])
    await expect(drawerOf(page)).toHaveCount(0)
  }
  await person.threads()
  await expect(drawerOf(page)).toBeVisible()
})

test(
  'A keyboard that lies over the page leaves the place to write in sight',
  { tag: '@phone' },
  async ({ person, seeds }) => {
    const { page } = person
    const title = unique('Low in the list')
    await seeds.thread({ model: 'sim/echo', title })
    for (let n = 0; n < 14; n++) await seeds.thread({ model: 'sim/echo', title: unique('Above') })
    const questions = ['One', 'Two', 'Three', 'Four']
    await person.open(await seeds.thread({ model: 'sim/echo', questions }))
    const content = await page.locator('meta[name=viewport]').getAttribute('content')
    expect(content).toContain('interactive-widget=resizes-content')
    const keyboard = 300
    const height = page.viewportSize()!.height
    // As Safari tells of it; Chromium makes the page itself smaller.
    const cover = (covered: number) =>
      page.evaluate((hidden) => {
        const get = () => innerHeight - hidden
        Object.defineProperty(visualViewport!, 'height', { configurable: true, get })
        visualViewport!.dispatchEvent(new Event('resize'))
      }, covered)
    const expectSeen = (...parts: Locator[]) =>
      expect(async () => {
        await cover(keyboard)
        for (const part of parts) {
          const box = (await part.boundingBox())!
          expect(box.y).toBeGreaterThanOrEqual(0)
          expect(box.y + box.height).toBeLessThanOrEqual(height - keyboard)
        }
      }).toPass()
    await expectSeen(person.composer)
    await cover(0)
    const bottom = async () => {
      const box = await person.composer.boundingBox()
      return box!.y + box!.height
    }
    await expect.poll(bottom).toBeGreaterThan(height - keyboard)

    await page.getByRole('button', { name: /^System prompt/ }).click()
    const sheet = page.getByRole('dialog', { name: 'System prompt' })
    await expectSeen(sheet, sheet.getByRole('textbox'), sheet.getByRole('button', { name: 'Save' }))
    await cover(0)
    await page.keyboard.press('Escape')
    await expectSeen(await person.openPicker())
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+k')
    await expectSeen(page.getByRole('dialog', { name: 'Search' }))
    await cover(0)
    await page.keyboard.press('Escape')

    await person.question('Four').getByRole('button', { name: 'Edit' }).click()
    await expectSeen(page.getByRole('textbox', { name: 'Edit message' }))
    await cover(0)
    await page.keyboard.press('Escape')
    const list = await person.threads()
    await list.getByRole('button', { name: `Actions for ${title}` }).click()
    await page.getByRole('menuitem', { name: 'Rename' }).click()
    await expectSeen(list.getByRole('textbox'))
    await cover(0)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(drawerOf(page)).toHaveCount(0)

    // Nor does a long draft push away what sends it.
    await page.setViewportSize({ width: 320, height: 640 })
    await person.composer.fill('A line.\n'.repeat(60))
    await cover(keyboard)
    const send = page.getByRole('button', { name: 'Send', exact: true })
    await expect
      .poll(async () => (await send.boundingBox())!.y + 44)
      .toBeLessThanOrEqual(640 - keyboard)
  },
)

test(
  'Escape puts the drawer away also when what had the focus is gone',
  { tag: '@phone' },
  async ({ person, seeds }) => {
    const { page } = person
    const title = unique('Renamed not')
    await person.open(await seeds.thread({ model: 'sim/echo', title }))
    const list = await person.threads()
    await list.getByRole('button', { name: `Actions for ${title}` }).click()
    await page.getByRole('menuitem', { name: 'Rename' }).click()
    await expect(list.getByRole('textbox')).toBeFocused()
    // Quicker than the focus finds its next place.
    await page.evaluate(() => {
      const press = (target: Element) =>
        target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
      press(document.activeElement!)
      queueMicrotask(() => press(document.body))
    })
    await expect(drawerOf(page)).toHaveCount(0)
  },
)

test(
  'Nothing to read or press lies under a notch, upright or on the side',
  { tag: '@phone' },
  async ({ person, seeds }) => {
    const { page } = person
    const title = unique('Notch')
    const path = await seeds.thread({ model: 'sim/echo', title, questions: ['One'] })
    await person.open(path)
    const client = await page.context().newCDPSession(page)
    const notch = 48
    /** What is nearer to an edge of the screen than the notch there. */
    const covered = (parts: Locator[], insets: { top?: number; left?: number; right?: number }) =>
      Promise.all(
        parts.map(async (part) => {
          const { x, y, width } = (await part.boundingBox())!
          const { top = 0, left = 0, right = 0 } = insets
          const isFree = x >= left && y >= top && x + width <= page.viewportSize()!.width - right
          return isFree ? [] : [`${part}`]
        }),
      ).then((found) => found.flat())
    const heading = page.getByRole('heading', { level: 1, name: title })
    const newThread = page.getByRole('link', { name: 'New thread' })

    const insets = { top: notch }
    await client.send('Emulation.setSafeAreaInsetsOverride', { insets })
    await expect.poll(() => covered([heading], insets)).toEqual([])
    const list = await person.threads()
    await settled(page)
    expect(await covered([newThread.first()], insets)).toEqual([])
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    const search = page.getByRole('dialog', { name: 'Search' })
    await settled(page)
    const close = search.getByRole('button', { name: 'Close' })
    expect(await covered([close, search.getByRole('combobox')], insets)).toEqual([])
    await close.click()

    for (const width of [667, 915]) {
      await page.setViewportSize({ width, height: 412 })
      await client.send('Emulation.setSafeAreaInsetsOverride', {
        insets: { top: 0, left: notch, right: notch },
      })
      await person.open(path)
      await expect
        .poll(() => covered([heading, person.composer], { left: notch, right: notch }))
        .toEqual([])
      await person.threads()
      await settled(page)
      const row = list.getByRole('link', { name: title })
      expect(await covered([row], { left: notch })).toEqual([])
    }
  },
)

test(
  'Nothing to press lies where a finger draws the page away, at the end of a page or of what is over it',
  { tag: '@phone' },
  async ({ person, seeds }) => {
    const { page } = person
    const title = unique('Low')
    await seeds.thread({ model: 'sim/echo', title: unique('Stays') })
    await person.open(await seeds.thread({ model: 'sim/echo', title, questions: ['One'] }))
    const client = await page.context().newCDPSession(page)
    const bottom = 48
    const free = page.viewportSize()!.height - bottom
    const isFree = async (part: Locator) => {
      await settled(page)
      const box = (await part.boundingBox())!
      expect(box.y + box.height, `${part}`).toBeLessThanOrEqual(free)
    }
    await client.send('Emulation.setSafeAreaInsetsOverride', { insets: { bottom } })
    await expect(() => isFree(page.getByRole('form', { name: 'Message' }))).toPass()
    await page.getByRole('button', { name: 'Thread actions' }).click()
    await isFree(page.getByRole('menuitem').last())
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^System prompt/ }).click()
    await isFree(page.getByRole('dialog').getByRole('button', { name: 'Save' }))
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Context: / }).click()
    const inspector = page.getByRole('dialog', { name: 'Next turn' })
    await expect(inspector.getByRole('heading', { name: 'Window' })).toBeVisible()
    await isFree(inspector.getByRole('region', { name: 'Context' }))
    await page.keyboard.press('Escape')
    const list = await person.threads()
    await isFree(page.getByRole('link', { name: 'Settings' }))
    await list.getByRole('button', { name: `Actions for ${title}` }).click()
    await page.getByRole('menuitem', { name: 'Archive', exact: true }).click()
    await isFree(page.getByRole('button', { name: 'Undo' }))

    for (const path of ['/settings', '/data', '/usage', '/archived', '/prompts', '/offline']) {
      await person.open(path)
      const last = page
        .locator('main')
        .locator('a, button, summary')
        .filter({ visible: true })
        .last()
      await last.scrollIntoViewIfNeeded()
      await last.evaluate((element) => {
        for (let at = element.parentElement; at; at = at.parentElement)
          at.scrollTop = at.scrollHeight
      })
      await isFree(last)
    }
  },
)
