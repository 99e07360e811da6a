import type { Locator, Page } from '@playwright/test'
import { expect, test, unique, type Person, type Seeds } from './fixtures'
import { findBarriers } from './support/find-barriers'
import { untilCodeIsThere } from './support/until-code-is-there'

/** The model that the server chooses for work in the background. */
const background = 'openai/gpt-4o-mini'
const padding = 'Some words that a summary may leave out. '.repeat(6)

/** A thread of so many questions and answers, the last of which says what the user likes. */
async function longThread(seeds: Seeds, exchanges: number): Promise<string> {
  const questions = Array.from({ length: exchanges }, (_, n) => `${padding}I like dish ${n + 1}.`)
  return seeds.thread({ model: 'sim/echo', title: unique('Long talk'), questions })
}

const markOf = (page: Page, span: string) =>
  page.getByRole('button', { name: `Summary of messages ${span}` })

async function openSummary(page: Page, span: string): Promise<Locator> {
  await markOf(page, span).click()
  const dialog = page.getByRole('dialog', { name: `Summary of messages ${span}` })
  await expect(dialog).toBeVisible()
  return dialog
}

async function summariseByMenu(page: Page) {
  await page.getByRole('button', { name: 'Thread actions' }).click()
  await page.getByRole('menuitem', { name: 'Summarise now' }).click()
}

/** A thread whose first two exchanges are summarised. */
async function summarisedThread(seeds: Seeds, person: Person): Promise<string> {
  const path = await longThread(seeds, 2)
  await person.open(path)
  await summariseByMenu(person.page)
  await expect(markOf(person.page, '1 to 4')).toBeVisible()
  return path
}

test('A summary appears after the 20th message while the thread is open', async ({
  person,
  seeds,
  request,
}) => {
  const { page } = person
  const path = await longThread(seeds, 9)
  await person.open(path)
  await expect(page.getByRole('button', { name: /^Summary of/ })).toHaveCount(0)
  await person.send(`${padding}I like dish 10.`)
  const mark = markOf(page, '1 to 20')
  await expect(mark).toBeVisible()
  await expect(mark).toContainText(
    /^Summary of messages 1 to 20 · [\d,]+ →to \d+ tokens · by GPT-4o-mini$/,
  )
  const isBelow = await mark.evaluate(
    (element) =>
      !!([...document.querySelectorAll('article')].at(-1)?.compareDocumentPosition(element) ?? 0),
  )
  expect(isBelow).toBe(true)
  // Whoever was at the end still is.
  await expect(mark).toBeInViewport({ ratio: 1 })

  const dialog = await openSummary(page, '1 to 20')
  await expect(dialog).toContainText('The user likes dish 10')
  await expect(dialog).toContainText('enough messages had come since the last one')
  await page.keyboard.press('Escape')
  await expect(mark).toBeFocused()

  const html = await (await request.get(path)).text()
  expect(html).toContain('messages 1 to 20')
})

test('A summary that arrives leaves a reader who is elsewhere where he is', async ({
  person,
  seeds,
  upstream,
}) => {
  const { page } = person
  await upstream.script(background, { text: 'Dishes were discussed.', holdAfterTokens: 0 })
  await person.open(await longThread(seeds, 9))
  await person.send(`${padding}I like dish 10.`)
  await person.untilOver(10)
  const question = person.question('I like dish 8.')
  await question.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  await expect(question).toBeInViewport()
  const placeOf = async () => (await question.boundingBox())?.y ?? Number.NaN
  const before = await placeOf()
  await upstream.release(background)
  await expect(markOf(page, '1 to 20')).toBeAttached()
  // The screen's points may be smaller than the page's.
  await expect.poll(async () => Math.abs((await placeOf()) - before)).toBeLessThan(0.5)
})

test('A person edits a summary, is asked before he loses a text, and brings the original back', async ({
  person,
  seeds,
}) => {
  const { page } = person
  const path = await summarisedThread(seeds, person)
  const dialog = await openSummary(page, '1 to 4')
  await expect(dialog).toContainText('The user likes dish 2')
  await dialog.getByRole('button', { name: 'Edit' }).click()
  const field = dialog.getByRole('textbox', { name: 'Text of the summary' })
  await expect(field).toBeFocused()
  const changed = unique('The user likes soup')
  await field.fill(changed)

  await page.keyboard.press('Escape')
  await expect(dialog.getByText('Discard what you changed?')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeVisible()
  await dialog.getByRole('button', { name: 'Keep editing' }).click()
  await expect(field).toBeFocused()
  await expect(field).toHaveValue(changed)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(field).toHaveCount(0)
  await expect(dialog.getByRole('button', { name: 'Edit' })).toBeFocused()
  await expect(dialog.getByText(changed)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(markOf(page, '1 to 4')).toContainText('· edited')

  await person.reload()
  await expect(markOf(page, '1 to 4')).toContainText('· edited')
  await openSummary(page, '1 to 4')
  await dialog.getByRole('button', { name: 'Back to the original' }).click()
  await expect(dialog.getByText('The user likes dish 2')).toBeVisible()
  await expect(dialog.getByText(changed)).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Undo' }).click()
  await expect(dialog.getByText(changed)).toBeVisible()
  await dialog.getByRole('button', { name: 'Back to the original' }).click()
  await page.keyboard.press('Escape')
  await expect(markOf(page, '1 to 4')).not.toContainText('edited')
  expect(await page.evaluate(() => location.pathname)).toBe(path)
})

test('A person discards what he wrote', async ({ person, seeds }) => {
  await summarisedThread(seeds, person)
  const dialog = await openSummary(person.page, '1 to 4')
  await dialog.getByRole('button', { name: 'Edit' }).click()
  await dialog.getByRole('textbox').fill('Never kept')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await dialog.getByRole('button', { name: 'Discard' }).click()
  await expect(dialog).toHaveCount(0)
  await openSummary(person.page, '1 to 4')
  await expect(dialog).toContainText('The user likes dish 2')
})

test('A person summarises now, sees that it goes on, and hears when there is nothing to do', async ({
  person,
  seeds,
  upstream,
  complaints,
}) => {
  complaints.expect(/status of 409/)
  const { page } = person
  await upstream.script(background, { text: 'Dishes were discussed.', holdAfterTokens: 0 })
  await person.open(await longThread(seeds, 3))
  await summariseByMenu(page)
  await expect(page.getByText('Skein is summarising 6 messages…')).toBeVisible()
  await upstream.release(background)
  await expect(page.getByText('The summary of messages 1 to 6 is written.')).toBeVisible()
  await expect(page.getByText('Skein is summarising 6 messages…')).toHaveCount(0)
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Summary of messages 1 to 6' })
  await expect(dialog).toContainText('Dishes were discussed.')
  await expect(dialog).toContainText('somebody asked for it')

  await dialog.getByRole('button', { name: 'Summarise now' }).click()
  await expect(dialog).toContainText('There is nothing new to summarise in this thread.')
  await page.keyboard.press('Escape')
  await summariseByMenu(page)
  await expect(page.getByText('There is nothing new to summarise in this thread.')).toBeVisible()
})

test('An older summary says that a newer one includes it, and is not changed', async ({
  person,
  seeds,
}) => {
  const { page } = person
  const path = await summarisedThread(seeds, person)
  await seeds.ask(path, `${padding}I like dish 3.`)
  await person.reload()
  const dialog = await openSummary(page, '1 to 4')
  await dialog.getByRole('button', { name: 'Summarise now' }).click()
  const newer = page.getByRole('dialog', { name: 'Summary of messages 5 to 6' })
  await expect(newer).toContainText('The user likes dish 3')
  await expect(newer).toContainText('2, with the summaries before it 6')
  await page.keyboard.press('Escape')
  await openSummary(page, '1 to 4')
  await expect(dialog).toContainText('A newer summary includes this one')
  await expect(dialog.getByRole('button', { name: 'Edit' })).toHaveCount(0)
})

test('A failed try is a calm note, and trying again makes up for it', async ({
  person,
  seeds,
  upstream,
}) => {
  const { page } = person
  await upstream.script(background, { text: '' })
  await person.open(await longThread(seeds, 9))
  await person.send(`${padding}I like dish 10.`)
  await expect(page.getByText('The summary of this part could not be written yet')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Summary of/ })).toHaveCount(0)
  await expect(person.composer).toBeEnabled()
  await person.reload()
  const note = page.getByText('It will be tried again.')
  await expect(note).toBeVisible()

  await upstream.script(background, { text: 'Dishes were discussed.' })
  await page.getByRole('button', { name: 'Try now' }).click()
  await expect(markOf(page, '1 to 20')).toBeVisible()
  await expect(note).toHaveCount(0)
})

test('A summary that was written meanwhile is there when a person comes back', async ({
  person,
  seeds,
}) => {
  const { page } = person
  const elsewhere = unique('Elsewhere')
  await seeds.thread({ model: 'sim/echo', title: elsewhere, questions: ['Hello'] })
  const path = await longThread(seeds, 2)
  await person.open(path)
  await person.goTo(elsewhere)
  expect(await seeds.summarise(path)).toBe(201)
  await page.goBack()
  await expect(page).toHaveURL(path)
  await expect(markOf(page, '1 to 4')).toBeVisible()
})

test('Older messages come with their summaries', async ({ person, seeds }) => {
  test.setTimeout(240_000)
  const { page } = person
  const path = await seeds.thread({ model: 'sim/echo', title: unique('Very long') })
  for (let link = 0; link < 14; link++) {
    for (let n = 0; n < 2; n++) await seeds.ask(path, `${padding}I like dish ${link}-${n}.`)
    expect(await seeds.summarise(path)).toBe(201)
  }
  await person.open(path)
  await expect(markOf(page, '53 to 56')).toBeInViewport()
  await expect(markOf(page, '1 to 4')).toHaveCount(0)
  const first = person.question('I like dish 0-0.')
  await expect(async () => {
    await person.messages.evaluate((element) => element.scrollTo({ top: -1_000_000 }))
    await expect(first).toBeAttached({ timeout: 500 })
  }).toPass()
  await expect(page.getByRole('button', { name: /^Summary of messages/ })).toHaveCount(14)
  await expect(markOf(page, '1 to 4')).toBeAttached()
})

test.describe('at 320 pixels', () => {
  test.use({ viewport: { width: 320, height: 640 } })

  test('Summaries fit the screen and the finger, and axe finds nothing', async ({
    person,
    seeds,
    upstream,
    isMobile,
  }) => {
    const { page } = person
    const path = await summarisedThread(seeds, person)
    const isFinger = async (control: Locator) => {
      const box = await control.boundingBox()
      if (isMobile) expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(43.5)
    }
    const look = async () => {
      expect(await findBarriers(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    }
    await expect(page.getByText('The summary of messages 1 to 4 is written.')).toBeVisible()
    const dismiss = page.getByRole('button', { name: 'Dismiss' })
    await expect(dismiss).toHaveCount(1)
    await dismiss.click()
    await expect(dismiss).toHaveCount(0)
    await isFinger(markOf(page, '1 to 4'))
    await isFinger(page.getByRole('button', { name: 'Thread actions' }))
    await look()

    const dialog = await openSummary(page, '1 to 4')
    for (const name of ['Edit', 'Summarise now']) {
      await isFinger(dialog.getByRole('button', { name }))
    }
    await look()
    await dialog.getByRole('button', { name: 'Edit' }).click()
    await dialog.getByRole('textbox').fill('Changed')
    await page.keyboard.press('Escape')
    await look()
    await dialog.getByRole('button', { name: 'Discard' }).click()

    await upstream.script(background, { text: '' })
    await seeds.ask(path, `${padding}I like dish 3.`)
    await seeds.summarise(path)
    const retry = page.getByRole('button', { name: 'Try now' })
    await person.reload()
    await expect(retry).toBeVisible()
    await untilCodeIsThere(page)
    await isFinger(retry)
    await look()
  })
})
