import type { Page } from '@playwright/test'
import { expect, test, unique } from './fixtures'

/** The requests to delete something that this tab has sent. */
function deletionsOf(page: Page): string[] {
  const paths: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'DELETE') paths.push(new URL(request.url()).pathname)
  })
  return paths
}

test('A person finds a thread under Today', async ({ person, seeds }) => {
  const title = unique('Planning the garden')
  const path = await seeds.thread({ model: 'sim/echo', title, questions: [title] })
  await person.newThread()
  const today = (await person.threads()).getByRole('region', { name: 'Today' })
  await expect(today.getByRole('link', { name: title })).toHaveAttribute('href', path)
  await person.goTo(title)
  await expect(person.question(title)).toBeVisible()
  await expect(person.page).toHaveTitle(`${title} · Skein`)
})

test('A person sees a new thread appear in the list with its first message', async ({ person }) => {
  await person.newThread()
  await person.pickModel('GPT-4o-mini')
  await person.send('What is the capital of Italy?')
  await person.untilOver(1)
  const today = (await person.threads()).getByRole('region', { name: 'Today' })
  const newest = today.getByRole('link').first()
  await expect(newest).toHaveAttribute('href', new URL(person.page.url()).pathname)
  await expect(newest).toHaveAttribute('aria-current', 'page')
  await expect(newest).toContainText('Rome')
})

test('A person renames a thread in its place, and Escape leaves the name as it was', async ({
  person,
  seeds,
}) => {
  const [before, after] = [unique('Before'), unique('After')]
  await person.open(await seeds.thread({ model: 'sim/echo', title: before }))
  const list = await person.threads()
  const field = list.getByRole('textbox', { name: 'Title of the thread' })
  const rename = async (title: string) => {
    const row = list.getByRole('listitem').filter({ hasText: title })
    await row.hover()
    await row.getByRole('button', { name: `Actions for ${title}` }).click()
    await person.page.getByRole('menuitem', { name: 'Rename' }).click()
    await expect(field).toBeFocused()
  }

  await rename(before)
  await field.fill('Never kept')
  await field.press('Escape')
  await expect(list.getByRole('link', { name: before })).toBeVisible()

  await rename(before)
  await field.fill(after)
  await field.press('Enter')
  await expect(list.getByRole('link', { name: after })).toBeVisible()
  await expect(person.page).toHaveTitle(`${after} · Skein`)
  await person.reload()
  await expect(person.page.getByRole('heading', { level: 1, name: after })).toBeVisible()
  await expect((await person.threads()).getByRole('link', { name: before })).toHaveCount(0)
})

test('A person deletes a thread, takes it back, and nothing was sent', async ({
  person,
  seeds,
}) => {
  const title = unique('Keep me')
  await seeds.thread({ model: 'sim/echo', title })
  await person.newThread()
  const deletions = deletionsOf(person.page)
  const list = await person.threads()
  const link = list.getByRole('link', { name: title })
  await list.getByRole('listitem').filter({ hasText: title }).hover()
  await list.getByRole('button', { name: `Actions for ${title}` }).click()
  await person.page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(link).toHaveCount(0)
  await person.page.getByRole('button', { name: 'Undo' }).click()
  await expect(link).toBeVisible()
  await person.reload()
  await expect((await person.threads()).getByRole('link', { name: title })).toBeVisible()
  expect(deletions).toEqual([])
})

test('A person deletes the open thread, dismisses the offer to undo, and it is gone', async ({
  person,
  seeds,
  complaints,
}) => {
  complaints.expect(/status of 404/)
  const title = unique('Delete me')
  const path = await seeds.thread({ model: 'sim/echo', title })
  await person.open(path)
  const list = await person.threads()
  await list.getByRole('listitem').filter({ hasText: title }).hover()
  await list.getByRole('button', { name: `Actions for ${title}` }).click()
  const deleted = person.page.waitForResponse(
    (response) => response.request().method() === 'DELETE',
  )
  await person.page.getByRole('menuitem', { name: 'Delete' }).click()
  const dismiss = person.page.getByRole('button', { name: 'Dismiss' })
  // Under the pointer it stays.
  await dismiss.hover()
  await expect(person.page.getByRole('list', { name: 'Suggestions' })).toBeVisible()
  await dismiss.click()
  expect((await deleted).ok()).toBe(true)
  await person.reload()
  await expect((await person.threads()).getByRole('link', { name: title })).toHaveCount(0)
  await person.page.goto(path)
  await expect(
    person.page.getByRole('heading', { name: 'This thread does not exist' }),
  ).toBeVisible()
})

test('A person deletes a thread and reloads at once, and it is gone', async ({ person, seeds }) => {
  const title = unique('Delete me at once')
  await seeds.thread({ model: 'sim/echo', title })
  await person.newThread()
  const list = await person.threads()
  await list.getByRole('listitem').filter({ hasText: title }).hover()
  await list.getByRole('button', { name: `Actions for ${title}` }).click()
  await person.page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(list.getByRole('link', { name: title })).toHaveCount(0)
  await person.reload()
  await expect((await person.threads()).getByRole('link', { name: title })).toHaveCount(0)
})

test('A person who opens an unknown thread or address is told so and finds the way back', async ({
  person,
  complaints,
}) => {
  complaints.expect(/status of 404/)
  const { page } = person
  expect((await page.goto('/t/0198c0de-0000-7000-8000-000000000000'))?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'This thread does not exist' })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'New thread' }).click()
  await expect(page.getByRole('list', { name: 'Suggestions' })).toBeVisible()

  expect((await page.goto('/nothing/here'))?.status()).toBe(404)
  await expect(
    page.getByRole('heading', { name: 'There is nothing at this address' }),
  ).toBeVisible()
  await page.getByRole('link', { name: 'To your threads' }).click()
  await expect(page.getByRole('list', { name: 'Suggestions' })).toBeVisible()
})

test('A person begins with a suggestion', async ({ person }) => {
  await person.newThread()
  await person.pickModel('Simulator: echo')
  const suggestions = person.page.getByRole('list', { name: 'Suggestions' }).getByRole('button')
  await expect(suggestions).toHaveCount(4)
  const text = await suggestions.first().innerText()
  await suggestions.first().click()
  await person.untilOver(1)
  await expect(person.answer(1)).toContainText(`You said: "${text}"`)
})

test('A person scrolls up in a long thread; older messages come and nothing jumps', async ({
  person,
  seeds,
  request,
}) => {
  const path = await seeds.thread({
    model: 'sim/echo',
    questions: Array.from({ length: 65 }, (_, n) => `question ${n + 1}.`),
  })
  const html = await (await request.get(path)).text()
  expect(html).toContain('question 65.')
  expect(html).not.toContain('question 9.')

  const { page } = person
  let letOlderMessagesCome = () => {}
  const allowed = new Promise<void>((resolve) => (letOlderMessagesCome = resolve))
  await page.route(/\/messages\?.*limit=50/, async (route) => {
    await allowed
    await route.continue()
  })
  await person.open(path)
  await expect(person.answer(15)).toContainText('question 65.')
  await expect(person.answer(15)).toBeInViewport()
  await expect(person.question('question 50.')).toHaveCount(0)

  const oldestShown = person.question('question 51.')
  await oldestShown.scrollIntoViewIfNeeded()
  await expect(page.getByText('Loading earlier messages…')).toBeAttached()
  const before = await oldestShown.boundingBox()
  letOlderMessagesCome()
  await expect(person.question('question 26.')).toHaveCount(1)
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  )
  const after = await oldestShown.boundingBox()
  expect(Math.abs((after?.y ?? NaN) - (before?.y ?? NaN))).toBeLessThanOrEqual(2)

  await person.question('question 26.').scrollIntoViewIfNeeded()
  await person.question('question 1.').scrollIntoViewIfNeeded()
  await expect(person.question('question 1.')).toBeInViewport()
  await expect(page.getByRole('article', { name: 'You' })).toHaveCount(65)
  await page.getByRole('button', { name: 'Jump to newest' }).click()
  await expect(person.answer(65)).toBeInViewport()
})
