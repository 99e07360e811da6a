import type { Locator, Page } from '@playwright/test'
import { expect, test, unique } from './fixtures'
import { importLongThread } from './support/long-thread'

type WatchedPage = Window & { places?: { row: string | undefined; top: number }[] }

/** Notes, frame by frame as it is drawn, where a row stands and which row is the outermost, until the next time. */
function watchPlace(row: Element, end: 'first' | 'last') {
  const scroller = row.closest('[data-scroller]')!
  const places: NonNullable<WatchedPage['places']> = []
  ;(window as WatchedPage).places = places
  // An observer tells of a frame what was drawn, and of nothing that is corrected before that.
  const watchFrame = () =>
    new IntersectionObserver(([entry], observer) => {
      observer.disconnect()
      if ((window as WatchedPage).places !== places) return
      const rows = scroller.querySelectorAll<HTMLElement>('[data-message]')
      const outermost = end === 'first' ? rows[0] : rows[rows.length - 1]
      places.push({ row: outermost?.dataset.message, top: entry?.boundingClientRect.top ?? NaN })
      watchFrame()
    }).observe(row)
  row.scrollIntoView({ block: 'center' })
  watchFrame()
}

const framesAfterwards = 20

/** How far what is read was ever moved, in pixels, since messages came in beside it. */
async function farthestJump(page: Page): Promise<number> {
  const came = () =>
    page.evaluate(() => {
      const { places = [] } = window as WatchedPage
      const first = places.findIndex(({ row }) => row !== places[0]?.row)
      return first < 0 ? null : places.slice(first - 1).map(({ top }) => top)
    })
  await expect.poll(async () => (await came())?.length ?? 0).toBeGreaterThan(framesAfterwards)
  const [before, ...after] = (await came()) ?? []
  return Math.max(...after.map((top) => Math.abs(top - (before ?? NaN))))
}

test('A person reads a long thread from its end to its beginning and back; it stays small and nothing jumps', async ({
  person,
  request,
}) => {
  const { path } = await importLongThread(request, { title: unique('Epic'), count: 480 })
  const { page } = person
  await person.open(path)
  const question = (n: number) => person.question(`Question number ${n}, please.`)
  const rows = person.messages.locator('[data-message]')
  await expect(question(479)).toBeInViewport()
  await expect(page.getByRole('button', { name: 'Earlier messages' })).toHaveCount(1)

  /** Scrolls to the first or last message that is loaded until there are no more; says how far what was read ever jumped. */
  const scrollToEnd = async (end: 'first' | 'last', button: string) => {
    let jumped = 0
    while ((await page.getByRole('button', { name: button }).count()) > 0) {
      const outermost = await (await rows[end]().elementHandle())!
      await outermost.evaluate(watchPlace, end)
      jumped = Math.max(jumped, await farthestJump(page))
      await expect(page.getByText(/^Loading (earlier|later) messages…$/)).toHaveCount(0)
      expect(await rows.count()).toBeLessThanOrEqual(300)
    }
    return jumped
  }

  expect(await scrollToEnd('first', 'Earlier messages')).toBeLessThanOrEqual(2)
  await expect(question(1)).toHaveCount(1)
  await expect(question(479)).toHaveCount(0)
  expect(await scrollToEnd('last', 'Later messages')).toBeLessThanOrEqual(2)
  await expect(question(479)).toHaveCount(1)
  await expect(question(1)).toHaveCount(0)
})

test('What was said on the page stands there once for who has read far back', async ({
  person,
  request,
}) => {
  const { path } = await importLongThread(request, { title: unique('Back'), count: 320 })
  const { page } = person
  await person.open(path)
  const own = unique('And of this page')
  await person.send(own)
  const answer = person.messages.getByText(`You said: "${own}"`)
  await expect(answer).toBeVisible()
  /** Scrolls to one end of what is loaded, again and again. */
  const scrollUntil = (expected: Locator, count: number, end: 'first' | 'last') =>
    expect(async () => {
      await person.messages.locator('[data-message]')[end]().scrollIntoViewIfNeeded()
      await expect(expected).toHaveCount(count, { timeout: 500 })
    }).toPass()
  await scrollUntil(answer, 0, 'first')
  await scrollUntil(answer, 1, 'last')
  await expect(page.getByRole('button', { name: 'Later messages' })).toHaveCount(0)
  await expect(person.question(own)).toHaveCount(1)
  await expect(answer).toHaveCount(1)
})

test('A person goes to a day, and writes on from there at the end', async ({ person, request }) => {
  const title = unique('Diary')
  const { path, at } = await importLongThread(request, { title, count: 400 })
  const { page } = person
  await person.open(path)
  await page.getByRole('button', { name: 'Thread actions' }).click()
  await page.getByRole('menuitem', { name: 'Go to a date…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Go to a date' })
  await dialog.getByLabel('Day').fill(at(73).toISOString().slice(0, 10))
  await dialog.getByRole('button', { name: 'Show' }).click()
  // The 73rd is the first after midnight: the first message is of 1 o'clock.
  await expect(page).toHaveURL(/\?date=2026-01-04$/)
  await expect(person.answer(1)).toBeAttached()
  await expect(page.locator('.found-message')).toContainText('number 72.')
  await expect(page.locator('.found-message')).toBeInViewport()
  await expect(person.question('Question number 399, please.')).toHaveCount(0)

  await person.send('And now?')
  await expect(person.question('And now?')).toHaveCount(1)
  await expect(page.getByRole('article', { name: /^Answer from / }).last()).toBeInViewport()
  await expect(person.question('Question number 399, please.')).toHaveCount(1)
})
