import type { Page } from '@playwright/test'
import { expect, test, unique } from './fixtures'
import type { MessagePage } from '@/lib/core/thread/message'
import { backgroundOf, findBarriers } from './support/find-barriers'
import { scrollsSideways } from './support/scrolls-sideways'

const fontSize = (page: Page) =>
  page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize))

test('A person sets the page up as they like it, and it stays', async ({ person, request }) => {
  const { page } = person
  await person.newThread()
  await person.threads()
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  expect(await findBarriers(page)).toEqual([])
  for (const width of [320, 640]) {
    await page.setViewportSize({ width, height: 500 })
    expect(await scrollsSideways(page), `${width} px`).toBe(false)
  }

  await page.getByRole('textbox', { name: 'Name' }).fill('Ada')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Your name is saved.')).toBeVisible()

  const before = await fontSize(page)
  await page.getByRole('radio', { name: 'Large' }).check({ force: true })
  await page.getByRole('radio', { name: 'Compact' }).check({ force: true })
  expect(await fontSize(page)).toBeGreaterThan(before)
  await page.getByRole('radio', { name: 'Ctrl or ⌘ and Enter' }).check({ force: true })
  await expect
    .poll(async () => (await (await request.get('/api/user/profile')).json()).preferences.send_key)
    .toBe('mod_enter')

  await page.getByRole('radio', { name: 'Deutsch' }).check({ force: true })
  await expect(page.getByRole('heading', { level: 1, name: 'Einstellungen' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await person.reload()
  expect(await fontSize(page)).toBeGreaterThan(before)
  await expect(page.getByRole('radio', { name: 'Groß', exact: true })).toBeChecked()
  await expect(page.getByRole('radio', { name: 'Kompakt' })).toBeChecked()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Ada')

  // As it was, for who comes after.
  await page.getByRole('radio', { name: 'English' }).check({ force: true })
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  await page.getByRole('radio', { name: 'Automatic', exact: true }).check({ force: true })
  await expect
    .poll(async () => (await (await request.get('/api/user/profile')).json()).preferences.send_key)
    .toBe('auto')
})

test('A light page and small letters, and their undoing, come with the first HTML of a page', async ({
  person,
}) => {
  const { page } = person
  await page.emulateMedia({ colorScheme: 'dark' })
  await person.open('/settings')
  const choice = (name: string) => page.getByRole('main').getByRole('radio', { name, exact: true })
  const choose = async (...names: string[]) => {
    for (const name of names) await choice(name).check({ force: true })
    const response = await page.request.get('/settings')
    const [root] = (await response.text()).match(/<html[^>]*>/) ?? []
    await person.reload()
    for (const name of names) await expect(choice(name)).toBeChecked()
    return { root, ground: await backgroundOf(page), fontSize: await fontSize(page) }
  }
  const before = { ground: await backgroundOf(page), fontSize: await fontSize(page) }

  const dark = await choose('Dark')
  expect(dark.root).toContain('data-theme="dark"')
  expect(dark.ground).toBe(before.ground)
  const light = await choose('Light', 'Small')
  expect(light.root).toContain('data-theme="light"')
  expect(light.root).toContain('data-font-size="small"')
  expect(light.ground).not.toBe(before.ground)
  expect(light.fontSize).toBeLessThan(before.fontSize)
  const undone = await choose('As the system', 'Medium')
  expect(undone.root).toContain('data-theme="system"')
  expect(undone.root).toContain('data-font-size="medium"')
  expect(undone).toMatchObject(before)
})

test('A compact page has the lines and blocks of answers closer together, on a phone too', async ({
  person,
  seeds,
}) => {
  const { page } = person
  const thread = await seeds.thread({ model: 'sim/markdown', questions: [unique('Show')] })
  const measure = async () => {
    await person.open(thread)
    const pixels = (selector: string, name: string) =>
      person
        .answer(1)
        .locator(`.markdown ${selector}`)
        .first()
        .evaluate((element, of) => parseFloat(getComputedStyle(element).getPropertyValue(of)), name)
    return {
      line: await pixels('p', 'line-height'),
      block: await pixels('p', 'margin-bottom'),
      item: await pixels('li + li', 'margin-top'),
      section: await pixels('* + :is(h2, h3, h4)', 'margin-top'),
    }
  }
  expect(await measure()).toEqual({ line: 26.4, block: 14.4, item: 4.8, section: 25.6 })
  await person.open('/settings')
  await page.getByRole('radio', { name: 'Compact' }).check({ force: true })
  expect(await measure()).toEqual({ line: 24, block: 10.4, item: 2.4, section: 19.2 })
})

test('New threads begin with the model that a person prefers', async ({ person }) => {
  const { page } = person
  await person.open('/settings')
  await person.pickModel('Claude 3.5 Sonnet')
  await expect(page.getByText('New threads begin with this model.')).toBeVisible()
  await person.newThread()
  await expect(person.modelButton).toContainText('Claude 3.5 Sonnet')
  await person.open('/settings')
  await page.getByRole('button', { name: 'Use the default' }).click()
  await expect(page.getByText('The default of this server')).toBeVisible()
})

test('A person deletes all their threads, after being asked', async ({
  person,
  seeds,
  request,
}) => {
  const { page } = person
  // Folders stay.
  const folders = (await (await request.get('/api/folders')).json()) as { data: { id: string }[] }
  for (const { id } of folders.data) await request.delete(`/api/folders/${id}`)
  await seeds.thread({ model: 'sim/echo', title: unique('One of many') })
  await person.open('/settings')
  const dialog = page.getByRole('dialog', { name: 'Delete all your threads?' })
  const ask = page.getByRole('button', { name: 'Delete all threads…' })
  const threads = async () =>
    ((await (await request.get('/api/threads')).json()) as { data: unknown[] }).data.length
  await ask.click()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  expect(await threads()).toBeGreaterThan(0)
  await ask.click()
  await dialog.getByRole('button', { name: 'Delete all threads' }).click()
  await expect(dialog).toBeHidden({ timeout: 60_000 })
  expect(await threads()).toBe(0)
  await expect(await person.threads()).toContainText('Your conversations will be listed here')
})

const dollars = (text: string | null) => Number(text?.replaceAll(/[$,]/g, ''))

test('A person sees what they have used, by day, model and thread', async ({
  person,
  seeds,
  upstream,
  request,
}) => {
  const { page } = person
  const title = unique('Spent')
  const model = 'openai/gpt-4o-mini'
  // The threads that cost most are listed.
  await upstream.script(model, { tokens: 5, cost: 40 })
  const path = await seeds.thread({ model, title, questions: ['One', 'Two'] })
  const response = await request.get(`/api${path.replace('/t/', '/threads/')}/messages`)
  const { data } = (await response.json()) as MessagePage
  const used = data.flatMap(({ usage }) => [usage?.input_tokens ?? 0, usage?.output_tokens ?? 0])
  const tokens = used.reduce((sum, each) => sum + each, 0)
  expect(tokens).toBeGreaterThan(0)
  await person.open('/settings')
  await page.getByRole('link', { name: 'Your usage' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Your usage' })).toBeVisible()
  const ofThread = page.getByRole('group', { name: 'Thread' }).getByRole('row', { name: title })
  await expect(ofThread.getByRole('cell').first()).toHaveText('2')
  await expect(ofThread.getByRole('cell').nth(1)).toHaveText(String(tokens))
  await expect(ofThread.getByRole('cell').nth(2)).toHaveText('$80.00')
  const ofModel = page.getByRole('group', { name: 'Model' }).getByRole('row', { name: model })
  const cost = ofModel.getByRole('cell').nth(2)
  await expect.poll(async () => dollars(await cost.textContent())).toBeGreaterThanOrEqual(80)
  await expect(page.locator('.recharts-bar-rectangle').first()).toBeAttached()
  await page.getByRole('radio', { name: 'Tokens' }).check({ force: true })
  await expect(page.getByRole('listitem').filter({ hasText: 'Tokens out' })).toBeVisible()
  await page.getByText('The same as a table').click()
  const days = page.getByRole('group', { name: 'Day' }).getByRole('rowheader')
  await expect(days).toHaveCount(30)
  // The newest day is the first or the last.
  const costs = page.getByRole('group', { name: 'Day' }).getByRole('row').getByRole('cell')
  const ofDays = (await costs.allTextContents()).filter((text) => text.startsWith('$'))
  expect(Math.max(...ofDays.map(dollars))).toBeGreaterThanOrEqual(80)
  await expect(days.getByRole('time').first()).toHaveText(/^\d{1,2} \w+ \d{4}$/)
  expect(await findBarriers(page)).toEqual([])
  await page.getByRole('link', { name: '7 days' }).click()
  await expect(days).toHaveCount(7)
  for (const width of [320, 640]) {
    await page.setViewportSize({ width, height: 500 })
    expect(await scrollsSideways(page), `${width} px`).toBe(false)
  }
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download as CSV' }).click()
  expect((await download).suggestedFilename()).toMatch(/^skein-usage-.*\.csv$/)
})
