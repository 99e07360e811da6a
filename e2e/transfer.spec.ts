import { readFile } from 'node:fs/promises'

import type { Page } from '@playwright/test'

import { expect, test, unique } from './fixtures'
import { findBarriers } from './support/find-barriers'
import { exportOf, longThread } from './support/long-thread'

const sample = 'e2e/fixtures/chatgpt/conversations.json'

/** ChatGPT's export as somebody else has it: with other ids and titles. */
async function ownSample() {
  const own = unique('').trim()
  const text = (await readFile(sample, 'utf8'))
    .replaceAll('67c2dd20', own)
    .replaceAll('"Capitals"', `"Capitals ${own}"`)
  return { title: `Capitals ${own}`, buffer: Buffer.from(text) }
}

/** Holds what is asked of an address back until it is released. */
async function hold(page: Page, address: string) {
  let release = () => undefined as void
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route(address, async (route) => {
    await held
    // Cancelled meanwhile, it goes nowhere.
    await route.continue().catch(() => undefined)
  })
  return release
}

/** Waits for a number to be there, and then to be larger. */
async function untilItGrows(read: () => Promise<number>) {
  const intervals = [50]
  await expect.poll(read, { intervals }).toBeGreaterThan(0)
  const before = await read()
  await expect.poll(read, { intervals }).toBeGreaterThan(before)
}

test('A person imports what ChatGPT sent and goes on there', async ({ person }) => {
  const { page } = person
  const { title, buffer } = await ownSample()
  await person.open('/')
  await person.threads()
  await page.getByRole('link', { name: 'Your data' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Your data' })).toBeVisible()
  const file = { name: 'conversations.json', mimeType: 'application/json', buffer }
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file' }).click()
  await (await choosing).setFiles(file)
  await expect(page.getByRole('status').filter({ hasText: 'imported' })).toHaveText(
    '2 threads imported, with 7 messages.',
  )
  await page.getByLabel('File to import').setInputFiles(file)
  await expect(page.getByText('2 threads skipped, because you have them already.')).toBeVisible()
  expect(await findBarriers(page)).toEqual([])

  await page.getByRole('link', { name: 'Back to the threads' }).click()
  await expect(person.composer).toBeVisible()
  const path = await page.evaluate(async (wanted) => {
    for (let cursor = ''; ;) {
      const response = await fetch(`/api/threads?limit=100${cursor && `&cursor=${cursor}`}`)
      const { data, next_cursor } = await response.json()
      const found = data.find((thread: { title: string }) => thread.title === wanted)
      if (found || !next_cursor) return found && `/t/${found.id}`
      cursor = encodeURIComponent(next_cursor)
    }
  }, title)
  await person.open(path)
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await expect(person.messages).toContainText('The capital of France is Paris')
  await expect(person.messages).toContainText('Rome.')
})

test('A person is told what is wrong with a file', async ({ person }) => {
  await person.open('/data')
  const { page } = person
  const choose = (name: string, text: string) =>
    page
      .getByLabel('File to import')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
  await choose('letter.json', '{"a":1}')
  await expect(page.getByText("The file is no export of Skein's")).toBeVisible()
  await choose('cut.json', '[{"mapping":{}} oops]')
  await expect(page.getByText('The file is not valid JSON after byte 14.')).toBeVisible()
  await choose('odd.json', '[{"mapping":{},"title":"Odd one"}]')
  await expect(page.getByText('1 thread could not be imported.')).toBeVisible()
  const failures = page.getByRole('list', { name: 'Threads that could not be imported' })
  await expect(failures.getByRole('listitem')).toContainText(['Odd one'])
})

test('A person cancels an import', async ({ person }) => {
  const { page } = person
  await person.open('/data')
  const release = await hold(page, '/api/import')
  await page
    .getByLabel('File to import')
    .setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('[]') })
  await expect(page.getByRole('progressbar')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Cancelled. Nothing was imported.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeEnabled()
  release()
})

test('A person exports a thread from its menu, and all threads', async ({ person, seeds }) => {
  const { page } = person
  const title = unique('Rivers')
  const path = await seeds.thread({ model: 'sim/echo', title, questions: ['Which is longest?'] })
  await person.open('/')
  const list = await person.threads()
  const download = async (run: () => Promise<void>) => {
    const [saved] = await Promise.all([page.waitForEvent('download'), run()])
    return { name: saved.suggestedFilename(), text: await readFile(await saved.path(), 'utf8') }
  }
  const choose = (item: string) => async () => {
    await list.getByRole('listitem').filter({ hasText: title }).hover()
    await list.getByRole('button', { name: `Actions for ${title}` }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  const markdown = await download(choose('Export as Markdown'))
  expect(markdown.name).toBe(`${title}.md`)
  expect(markdown.text).toContain(`# ${title}\n`)
  expect(markdown.text).toContain('Which is longest?')
  const json = await download(choose('Export as JSON'))
  expect(json.name).toBe(`${title}.skein.json`)
  expect(json.text).toContain(path.replace('/t/', ''))
  await person.open('/data')
  const all = await download(() => page.getByRole('link', { name: 'Export all threads' }).click())
  expect(all.name).toMatch(/^skein-\d{4}-\d\d-\d\d\.json$/)
  expect(all.text).toContain(json.text.split('\n').at(1)!.replace(/,$/, ''))
})

test('An import goes on while other pages are looked at', async ({ person }) => {
  const { page } = person
  const { buffer } = await ownSample()
  await person.open('/data')
  const release = await hold(page, '/api/import')
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file' }).click()
  await (
    await choosing
  ).setFiles({ name: 'conversations.json', mimeType: 'application/json', buffer })
  await expect(page.getByRole('progressbar', { name: 'Sending' })).toBeVisible()

  const asking = page.waitForEvent('dialog')
  await page.evaluate(() => setTimeout(() => location.reload()))
  const question = await asking
  expect(question.type()).toBe('beforeunload')
  await question.dismiss()

  await page.getByRole('link', { name: 'Back to the threads' }).click()
  await expect(person.composer).toBeVisible()
  release()
  const said = page.getByRole('status').filter({ hasText: '2 threads imported, with 7 messages.' })
  await expect(said).toBeVisible()
  // What it was told of before is no reason to ask any more.
  await person.reload()
})

test('A person cancels an export, and tries one again that broke off', async ({
  person,
  complaints,
}) => {
  const { page } = person
  await person.open('/data')
  const release = await hold(page, '/api/export')
  await page.getByRole('link', { name: 'Export all threads' }).click()
  await expect(page.getByRole('progressbar', { name: 'Exporting' })).toBeVisible()
  expect(await findBarriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Cancelled. Nothing was saved.')).toBeVisible()
  release()
  await page.unrouteAll({ behavior: 'wait' })

  await page.route('/api/export', (route) => route.abort())
  complaints.expect(/net::ERR_FAILED/)
  await page.getByRole('link', { name: 'Export all threads' }).click()
  await expect(page.getByText('The export broke off. Skein cannot be reached.')).toBeVisible()
  await page.unrouteAll({ behavior: 'wait' })
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Try again' }).click(),
  ])
  await expect(page.getByText(`Saved as ${saved.suggestedFilename()}.`)).toBeVisible()
})

test('A person sees how far a large import and a large export are, and ends them there', async ({
  person,
  request,
}) => {
  const { page } = person
  const threads = Array.from({ length: 200 }, () =>
    longThread({ title: unique('One of many'), count: 60 }),
  )
  const file = exportOf(threads.flatMap(({ records }) => records))
  await person.open('/data')
  const client = await page.context().newCDPSession(page)
  /** Lets so many bytes through in a second, or all. */
  const narrow = (bytes: number) =>
    client.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: bytes,
      uploadThroughput: bytes,
    })
  const told = (pattern: RegExp) => async () => {
    const [, number = '0'] = pattern.exec(await page.getByRole('main').innerText()) ?? []
    return Number(number.replaceAll(',', ''))
  }
  const cancel = page.getByRole('button', { name: 'Cancel' })

  await narrow(300_000)
  await page.getByLabel('File to import').setInputFiles({
    name: 'many.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(file)),
  })
  const sent = page.getByRole('progressbar', { name: 'Sending' })
  await untilItGrows(() => sent.evaluate((bar: HTMLProgressElement) => bar.value))
  await narrow(-1)
  await untilItGrows(told(/Importing: .+ threads?, ([\d,]+) messages/))
  await cancel.click()
  await expect(page.getByText('Cancelled. Threads that were imported before stay')).toBeVisible()

  await narrow(100_000)
  await page.getByRole('link', { name: 'Export all threads' }).click()
  await untilItGrows(told(/Exporting: ([\d,]+) of [\d,]+ threads, /))
  await cancel.click()
  await expect(page.getByText('Cancelled. Nothing was saved.')).toBeVisible()

  const removed = await request.post('/api/threads/bulk', {
    data: { ids: threads.map(({ id }) => id), action: 'delete' },
  })
  const { ids } = (await removed.json()) as { ids: string[] }
  expect(ids.length).toBeGreaterThan(1)
  expect(ids.length).toBeLessThan(threads.length)
})

test('The page fits a small screen, light and dark', async ({ person }) => {
  const { page } = person
  await page.setViewportSize({ width: 320, height: 640 })
  await person.open('/data')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  expect(await findBarriers(page)).toEqual([])
})
