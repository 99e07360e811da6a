import type { Page } from '@playwright/test'
import { expect, test, unique, type UpstreamControl } from './fixtures'
import { settled } from './support/find-barriers'

/** The model that the server chooses for work in the background. */
const background = 'openai/gpt-4o-mini'
const untitled = 'New conversation'

/** The requests for a title that the provider got. */
async function titleRequests(upstream: UpstreamControl) {
  const requests = await upstream.requests()
  return requests.filter(({ raw_body: body }) => body.includes('Write a title'))
}

/** A page that is loaded again loses this. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { isSamePage: true }))
const isMarked = (page: Page) => page.evaluate(() => 'isSamePage' in window)

test('A title appears in the list, over the thread and in the tab after the first answer', async ({
  person,
  upstream,
  seeds,
}) => {
  const { page } = person
  const below = unique('The thread below')
  await seeds.thread({ model: 'sim/echo', title: below })
  const title = unique('Planning a trip')
  await upstream.script(background, { text: `**"${title}."**`, holdAfterTokens: 0 })

  await person.newThread()
  await person.pickModel('Simulator: echo')
  await person.send('Where should I go?')
  await person.untilOver(1)
  await mark(page)
  await expect(page.getByRole('heading', { level: 1, name: untitled })).toBeVisible()
  await expect(page).toHaveTitle(`${untitled} · Skein`)
  const list = await person.threads()
  const row = list.getByRole('link', { name: untitled }).first()
  await expect(row).toContainText('Where should I go?')
  const address = await row.getAttribute('href')
  await settled(page)
  const before = await list.getByRole('link', { name: below }).boundingBox()
  await upstream.release(background)

  const entitled = list.getByRole('link', { name: title })
  await expect(entitled).toHaveAttribute('href', address ?? '')
  expect(await list.getByRole('link', { name: below }).boundingBox()).toEqual(before)
  await expect(page).toHaveTitle(`${title} · Skein`)
  await expect(page.locator('h1')).toHaveText(title)
  expect(await isMarked(page)).toBe(true)
  await person.reload()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
})

test('A title that a person gives while one is being written stays', async ({
  person,
  upstream,
  seeds,
}) => {
  const { page } = person
  const [written, given] = [unique('Written'), unique('Given')]
  await upstream.script(background, { text: written, holdAfterTokens: 0 })
  const path = await seeds.thread({ model: 'sim/echo' })
  await person.open(path)
  await person.send('What is this about?')
  await expect.poll(async () => (await titleRequests(upstream)).length).toBe(1)

  const list = await person.threads()
  const row = list.getByRole('listitem').filter({ has: page.locator(`a[href="${path}"]`) })
  await row.hover()
  await row.getByRole('button', { name: `Actions for ${untitled}` }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await list.getByRole('textbox', { name: 'Title of the thread' }).fill(given)
  const renamed = page.waitForResponse((response) => response.request().method() === 'PATCH')
  await page.keyboard.press('Enter')
  await renamed
  await expect(list.getByRole('link', { name: given })).toBeVisible()

  await upstream.release(background)
  await expect.poll(async () => (await titleRequests(upstream))[0]?.finished).toBe(true)
  // The next answer is stored after what the title's job wrote or did not write.
  await seeds.ask(path, 'And now?')
  await person.reload()
  await expect(page.locator('h1')).toHaveText(given)
  await expect((await person.threads()).getByRole('link', { name: written })).toHaveCount(0)
})

test('Nobody asks for a title of a thread that a person has named', async ({
  seeds,
  upstream,
  request,
}) => {
  const named = await seeds.thread({ model: 'sim/echo', title: unique('Named') })
  await seeds.ask(named, 'Hello')
  const other = await seeds.thread({ model: 'sim/echo', questions: ['Hello'] })
  const titleOf = async (path: string) => {
    const response = await request.get(`/api/threads/${path.replace('/t/', '')}`)
    return ((await response.json()) as { title: string }).title
  }
  // Titles are begun in the order of their threads: when this one is there, the other would have been asked for.
  await expect.poll(() => titleOf(other)).toBe('Hello')
  expect(await titleRequests(upstream)).toHaveLength(1)
})

test('A person renames a thread in one browser and sees it in another', async ({
  person,
  openBrowser,
  seeds,
}) => {
  const [before, after] = [unique('Before'), unique('After')]
  const path = await seeds.thread({ model: 'sim/echo', title: before, questions: ['Hello'] })
  const other = await openBrowser()
  await other.open(path)
  await mark(other.page)
  await person.open(path)
  const list = await person.threads()
  const row = list.getByRole('listitem').filter({ hasText: before })
  await row.hover()
  await row.getByRole('button', { name: `Actions for ${before}` }).click()
  await person.page.getByRole('menuitem', { name: 'Rename' }).click()
  await list.getByRole('textbox', { name: 'Title of the thread' }).fill(after)
  await person.page.keyboard.press('Enter')

  await expect(other.page.locator('h1')).toHaveText(after)
  await expect((await other.threads()).getByRole('link', { name: after })).toBeVisible()
  await expect(other.page).toHaveTitle(`${after} · Skein`)
  expect(await isMarked(other.page)).toBe(true)
})
