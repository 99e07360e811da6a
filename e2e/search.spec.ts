import type { Locator } from '@playwright/test'
import { expect, test, unique, type Person } from './fixtures'
import { findBarriers } from './support/find-barriers'
import { importLongThread } from './support/long-thread'

async function openSearch({ page }: Person) {
  await page.keyboard.press('ControlOrMeta+k')
  const dialog = page.getByRole('dialog', { name: 'Search' })
  await expect(dialog).toBeVisible()
  return { dialog, field: dialog.getByRole('combobox', { name: 'Search threads and messages' }) }
}

test('A person searches by keyboard, goes to a message far back, and from there to the newest', async ({
  person,
  request,
}) => {
  const title = unique('Long talk')
  const { path } = await importLongThread(request, { title, count: 500 })
  await person.newThread()
  const { page } = person
  const { dialog, field } = await openSearch(person)
  await expect(field).toBeFocused()
  const recent = dialog.getByRole('group', { name: 'Recent threads' })
  await expect(recent.getByRole('option', { name: title })).toBeVisible()

  await field.fill(`"question number 77"`)
  const hits = dialog.getByRole('group', { name: 'Messages' }).getByRole('option')
  const hit = hits.filter({ hasText: title })
  await expect(hit).toContainText('Question number 77, please.')
  await expect(hit.locator('mark').first()).toHaveText('Question')
  expect(await findBarriers(page)).toEqual([])
  while ((await hit.getAttribute('aria-selected')) !== 'true') await field.press('ArrowDown')
  await field.press('Enter')

  await expect(dialog).toBeHidden()
  await expect(page).toHaveURL(new RegExp(`${path}\\?message=`))
  const found = person.question('Question number 77, please.')
  await expect(found).toBeInViewport()
  await expect(person.question('Question number 499, please.')).toHaveCount(0)
  await page.getByRole('button', { name: 'Jump to newest' }).click()
  await expect(person.question('Question number 499, please.')).toBeInViewport()
  await expect(page).toHaveURL(new RegExp(`${path}$`))
})

test('A person who has scrolled away goes to the same hit again, and to the same day', async ({
  person,
  request,
}) => {
  const title = unique('There and back')
  const { path, at } = await importLongThread(request, { title, count: 300 })
  const { page } = person
  const search = async () => {
    const { dialog, field } = await openSearch(person)
    await field.fill('"question number 77"')
    await dialog.getByRole('option').filter({ hasText: title }).click()
    await expect(dialog).toBeHidden()
  }
  const goToDay = async () => {
    await page.getByRole('button', { name: 'Thread actions' }).click()
    await page.getByRole('menuitem', { name: 'Go to a date…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Go to a date' })
    await dialog.getByLabel('Day').fill(at(78).toISOString().slice(0, 10))
    await dialog.getByRole('button', { name: 'Show' }).click()
    await expect(dialog).toBeHidden()
  }
  const goesAgain = async (go: () => Promise<void>, found: Locator) => {
    await go()
    await expect(found).toBeInViewport()
    await page.getByRole('log', { name: 'Messages' }).hover()
    await page.mouse.wheel(0, 3000)
    await expect(found).not.toBeInViewport()
    await go()
    await expect(found).toBeInViewport()
    await expect(found).toBeFocused()
  }
  await person.open(path)
  const marked = page.locator('.found-message')
  await goesAgain(search, marked.filter({ hasText: 'number 77,' }))
  await goesAgain(goToDay, marked.filter({ hasNotText: 'number 77,' }))
})

test('A person searches by hand: a title in spite of a slip, an action, nothing', async ({
  person,
  seeds,
}) => {
  const title = unique('Rhododendron beds')
  await seeds.thread({ model: 'sim/echo', title })
  await person.newThread()
  await person.threads()
  const { page } = person
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Search' })
  const field = dialog.getByRole('combobox')
  await field.fill('rhodendron')
  await expect(
    dialog.getByRole('group', { name: 'Threads' }).getByRole('option', { name: title }),
  ).toBeVisible()
  await field.fill('zzqqxx')
  await expect(dialog.getByText('Nothing was found for “zzqqxx”.')).toBeVisible()
  expect(await findBarriers(page)).toEqual([])
  await field.fill('keyboard')
  await dialog.getByRole('option', { name: 'Keyboard shortcuts' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
})

test('A slip of the pen finds answers as well, marks the word that is alike, and leads to it', async ({
  person,
  seeds,
}) => {
  const title = unique('Instruments')
  const question = 'Which bars has a metallophone?'
  const path = await seeds.thread({ model: 'sim/echo', title, questions: [question] })
  await person.newThread()
  const { page } = person
  const { dialog, field } = await openSearch(person)
  await field.fill('metalophonne')
  const hits = dialog
    .getByRole('group', { name: 'Messages' })
    .getByRole('option')
    .filter({ hasText: title })
  await expect(hits).toHaveCount(2)
  for (const hit of await hits.all()) {
    await expect(hit.locator('mark')).toHaveText('metallophone')
  }
  expect(await findBarriers(page)).toEqual([])
  await hits.filter({ hasText: 'Answer:' }).click()
  await expect(dialog).toBeHidden()
  await expect(page).toHaveURL(new RegExp(`${path}\\?message=`))
  const found = page.locator('[data-message].found-message')
  await expect(found.getByRole('article', { name: /^Answer from / })).toContainText('metallophone')
  await expect(found).toBeFocused()
  await expect(found).toBeInViewport()
})

test('What was written is shown as text, and the answer to what was typed before is not waited for', async ({
  person,
  seeds,
}) => {
  const word = unique('needle').replace(/\W/g, '')
  await seeds.thread({
    model: 'sim/echo',
    title: unique('Marks'),
    questions: [`<img src=x onerror=alert(1)> ${word} <b>bold</b>`],
  })
  await person.newThread()
  const { dialog, field } = await openSearch(person)
  const asked: string[] = []
  await person.page.route('**/api/search?*', async (route) => {
    asked.push(new URL(route.request().url()).searchParams.get('q') ?? '')
    // The first answer never comes.
    if (asked.length > 1) await route.continue()
  })
  await field.fill('something else')
  await expect.poll(() => asked).toEqual(['something else'])
  await field.fill(word)
  const hit = dialog.getByRole('option').filter({ hasText: 'You:' })
  await expect(hit).toContainText(`<img src=x onerror=alert(1)> ${word} <b>bold</b>`)
  await expect(hit.locator('img, b')).toHaveCount(0)
  expect(asked).toEqual(['something else', word])
})
