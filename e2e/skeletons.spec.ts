import type { Locator, Page } from '@playwright/test'

import { expect, test, unique } from './fixtures'
import { findBarriers } from './support/find-barriers'

/** Shows a page as somebody sees it who goes to it within the app, before its content has come. */
async function openShapes(page: Page, path: string) {
  const url = (address: URL) => address.pathname === path
  await page.route(url, async (route) => {
    const headers = { ...route.request().headers(), 'sec-fetch-dest': 'empty' }
    const response = await route.fetch({ headers })
    const body = (await response.text()).replaceAll(/<script\b[\s\S]*?<\/script>/g, '')
    await route.fulfill({ response, body })
  })
  await page.goto(path)
  await page.unroute(url)
}

async function placeOf(locator: Locator) {
  const box = await locator.boundingBox()
  if (!box) throw new Error(`${locator} takes no room.`)
  return { top: box.y, middle: box.y + box.height / 2, bottom: box.y + box.height }
}

test('The shape of the archive has its head, its button and its rows where they come', async ({
  person,
  seeds,
  request,
}) => {
  const { page } = person
  for (const title of [unique('Old'), unique('Older')]) {
    const path = await seeds.thread({ model: 'sim/echo', title, questions: ['Hello'] })
    await request.patch(path.replace('/t/', '/api/threads/'), { data: { archived: true } })
  }
  await openShapes(page, '/archived')
  const main = page.getByRole('main')
  const head = main.getByRole('heading', { level: 1 })
  const shapes = main.locator('.shimmer:visible')
  await expect(main.getByRole('status').filter({ hasText: 'Loading' })).toBeAttached()
  const shapeOfHead = await placeOf(head)
  const shapeOfButton = await placeOf(shapes.first())
  const rows = main.locator('.grid > .flex:has(> .grid > .shimmer)')
  const shapesOfRows = [await placeOf(rows.nth(0)), await placeOf(rows.nth(1))]

  await person.open('/archived')
  await expect(shapes).toHaveCount(0)
  expect(await placeOf(head)).toEqual(shapeOfHead)
  const select = main.getByRole('button', { name: 'Select', exact: true })
  expect(await placeOf(select)).toEqual(shapeOfButton)
  const items = main.getByRole('listitem')
  expect([await placeOf(items.nth(0)), await placeOf(items.nth(1))]).toEqual(shapesOfRows)
})

for (const section of ['usage', 'providers', 'jobs']) {
  test(`The shape of /admin/${section} has its head and its first part where they come`, async ({
    person,
  }) => {
    const { page } = person
    const main = page.getByRole('main')
    const tabs = main.getByRole('navigation', { name: 'Administration' })
    await openShapes(page, `/admin/${section}`)
    const shapeOfTabs = await placeOf(tabs)
    const shapes = main.locator('.shimmer:visible')
    const [first, second] = [await placeOf(shapes.nth(0)), await placeOf(shapes.nth(1))]

    await person.open(`/admin/${section}`)
    expect(await placeOf(tabs)).toEqual(shapeOfTabs)
    const part = main.getByRole('heading', { level: 2 }).first()
    expect((await placeOf(part)).middle).toBeCloseTo(first.middle, 0)
    const next = await placeOf(part.locator('xpath=ancestor::section/*[2]'))
    expect(Math.abs(next.top - second.top)).toBeLessThan(8)
  })
}

test('axe finds nothing in the shapes of pages', async ({ person, seeds }) => {
  const { page } = person
  const main = page.getByRole('main')
  const thread = await seeds.thread({ model: 'sim/echo', questions: ['Hello'] })
  for (const path of [thread, '/settings', '/usage', '/prompts', '/archived', '/admin/usage']) {
    await test.step(path, async () => {
      await openShapes(page, path)
      await expect(main.getByRole('status').filter({ hasText: 'Loading' })).toBeAttached()
      await expect(main.locator('.shimmer:visible').first()).toBeVisible()
      expect(await findBarriers(page)).toEqual([])
    })
  }
})
