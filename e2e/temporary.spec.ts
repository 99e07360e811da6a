import type { APIRequestContext, Page } from '@playwright/test'
import { expect, test, unique, words } from './fixtures'
import { findBarriers } from './support/find-barriers'
import { giveFile } from './support/give-file'
import { scrollsSideways } from './support/scrolls-sideways'

type Usage = { totals: { turns: number; output_tokens: number } }

const read = async <Body>(request: APIRequestContext, path: string) =>
  (await (await request.get(path)).json()) as Body

/** Everything that this browser keeps for the page. */
const keptIn = (page: Page) =>
  page.evaluate(async () =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, await indexedDB.databases()]),
  )

/** Reloads, and does with the question before what a person does. */
async function reload(page: Page, does: 'accept' | 'dismiss') {
  const asked = page.waitForEvent('dialog')
  const left = does === 'accept' ? page.waitForEvent('load') : Promise.resolve()
  await page.evaluate(() => void setTimeout(() => location.reload()))
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog[does]()
  await left
}

test('A person asks in a temporary thread, of which nothing is kept but what it used', async ({
  person,
  upstream,
  request,
}) => {
  const { page } = person
  const canary = unique('Quetzal').replace(' ', '-')
  const before = await read<Usage>(request, '/api/usage')
  const threads = await read<{ data: { id: string }[] }>(request, '/api/threads?limit=100')

  await person.newThread()
  await page.getByRole('link', { name: 'Temporary thread' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Temporary thread' })).toBeVisible()
  await expect(page).toHaveTitle(/^Temporary thread/)
  await expect(page.getByText('Nothing of it is stored')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Attach files' })).toHaveCount(0)
  expect(await findBarriers(page)).toEqual([])

  await person.pickModel('OpenAI: GPT-4o')
  await person.send(`My name is ${canary}`)
  await expect(person.answer(1)).toContainText('Quetzal')
  await person.untilOver(1)
  await expect(page.getByRole('status').filter({ hasText: 'has answered' })).toHaveCount(1)
  await person.send('What is my name?')
  await expect(person.answer(2)).toContainText('Quetzal')
  const sent = (await upstream.completions()).at(-1)?.body as { messages: { role: string }[] }
  expect(sent.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
  await expect(person.answer(2).getByRole('button', { name: 'Copy answer' })).toBeVisible()

  await person.pickModel('waits in the middle until')
  await person.send('Count')
  await expect(person.answer(3)).toContainText('w4')
  await person.send('And then?')
  await expect(person.answer(4)).toContainText('Waiting, 1 ahead.')
  await person.answer(4).getByRole('button', { name: 'Take it back' }).click()
  await expect(person.answer(4)).toHaveCount(0)
  await person.stop()
  await expect(person.answer(3)).toContainText('Stopped.')
  await expect.poll(async () => (await upstream.completions()).at(-1)?.closed).toBe(true)

  await person.pickModel('fails once')
  await person.send('Hello')
  await person.answer(4).getByRole('button', { name: 'Retry' }).click()
  await person.untilOver(4)
  await expect(page.getByRole('button', { name: 'Retry' })).toHaveCount(0)

  await person.composer.fill(`${canary}, once more`)
  expect(await findBarriers(page)).toEqual([])
  const size = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await scrollsSideways(page)).toBe(false)
  if (size) await page.setViewportSize(size)

  expect(await keptIn(page)).not.toContain(canary)
  await reload(page, 'dismiss')
  await expect(person.answer(4)).toBeVisible()
  await reload(page, 'accept')
  await expect(page.getByRole('heading', { level: 1, name: 'Temporary thread' })).toBeVisible()
  await expect(person.answer(1)).toHaveCount(0)
  await expect(person.composer).toHaveValue('')
  expect(await keptIn(page)).not.toContain(canary)

  expect(await read(request, '/api/threads?limit=100')).toEqual(threads)
  const found = await read<{ threads: unknown[]; messages: unknown[] }>(
    request,
    `/api/search?q=${canary}`,
  )
  expect([...found.threads, ...found.messages]).toEqual([])
  const turnsSince = async () =>
    (await read<Usage>(request, '/api/usage')).totals.turns - before.totals.turns
  await expect.poll(turnsSince).toBe(5)

  await page.getByRole('link', { name: 'New thread' }).last().click()
  await expect(page).toHaveURL('/')
})

test('A person changes what waits in a temporary thread, and hears that it takes no files', async ({
  person,
  upstream,
}) => {
  const { page } = person
  await person.open('/temporary')
  await person.pickModel('waits in the middle until')
  await person.send('Count')
  await expect(person.answer(1)).toContainText('w4')
  await person.send('And thn?')
  await person.composer.fill('Go on')
  await person.answer(2).getByRole('button', { name: 'Edit' }).click()
  await expect(person.composer).toHaveValue('And thn?\n\nGo on')
  await expect(person.answer(2)).toHaveCount(0)
  await upstream.script('sim/held', { text: 'The second answer.' })
  await person.send('And then?')
  await upstream.release('sim/held')
  await expect(person.answer(2)).toContainText('The second answer.')

  const refusal = page.getByText('No files here')
  await expect.poll(() => giveFile(page, 'dragover', 'flag.png')).toBe(true)
  await expect(page.getByText('Drop files to attach them')).toHaveCount(0)
  expect(await giveFile(page, 'drop', 'flag.png')).toBe(true)
  await expect(refusal).toHaveCount(1)
  expect(await giveFile(page, 'paste', 'flag.png')).toBe(true)
  await expect(refusal).toHaveCount(2)
  await expect(page.getByRole('list', { name: 'Attached files' })).toHaveCount(0)

  // What was returned to the composer is kept by this page alone, too.
  await upstream.clear()
  await person.send('Count')
  await person.send('A secret')
  await person.answer(4).getByRole('button', { name: 'Edit' }).click()
  await expect(person.composer).toHaveValue('A secret')
  expect(await keptIn(page)).not.toContain('A secret')
  await page.getByRole('link', { name: 'New thread' }).last().click()
  await expect(page).toHaveURL('/')
  await page.getByRole('link', { name: 'Temporary thread' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Temporary thread' })).toBeVisible()
  await expect(person.composer).toHaveValue('A secret')
  await page.getByRole('button', { name: 'Discard this thread' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click()
  await expect(person.composer).toHaveValue('')
  await upstream.releaseAny()
})

test('A person who leaves a temporary thread finds it again, until they discard it', async ({
  person,
  upstream,
}) => {
  const { page } = person
  const heading = page.getByRole('heading', { level: 1, name: 'Temporary thread' })
  const goAway = async () => {
    await page.getByRole('link', { name: 'New thread' }).last().click()
    await expect(page).toHaveURL('/')
  }
  const comeBack = async () => {
    await page.getByRole('link', { name: 'Temporary thread' }).click()
    await expect(heading).toBeVisible()
  }
  await person.open('/temporary')
  await person.pickModel('waits in the middle until')
  await person.send('Quetzal')
  await expect(person.answer(1)).toContainText('w4')
  await goAway()
  await expect(page.getByText('Quetzal')).toHaveCount(0)
  await comeBack()
  await expect(person.question('Quetzal')).toBeVisible()
  await goAway()
  await upstream.release('sim/held')
  await comeBack()
  await person.reads(1, words(20))
  expect(await keptIn(page)).not.toContain('Quetzal')
  expect(await findBarriers(page)).toEqual([])

  await goAway()
  await reload(page, 'dismiss')
  await comeBack()
  await page.getByRole('button', { name: 'Discard this thread' }).click()
  const dialog = page.getByRole('dialog', { name: 'Discard this thread' })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(person.question('Quetzal')).toBeVisible()
  await page.getByRole('button', { name: 'Discard this thread' }).click()
  await dialog.getByRole('button', { name: 'Discard' }).click()
  await expect(person.question('Quetzal')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Discard this thread' })).toHaveCount(0)
  // Nobody is asked any more.
  await page.reload()
  await expect(heading).toBeVisible()
})
