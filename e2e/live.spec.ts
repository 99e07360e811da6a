import type { Page, Request } from '@playwright/test'

import { expect, Person, test, unique, words } from './fixtures'
import { APP_PORT } from './support/addresses'
import { importLongThread, said } from './support/long-thread'
import { openLine } from './support/open-line'
import { turnTab } from './support/turn-tab'
import { untilCodeIsThere } from './support/until-code-is-there'

const held = 'sim/held'

test('A person reads in another tab what they ask in this one, as it comes, and what waits', async ({
  person,
  seeds,
  context,
  upstream,
}) => {
  const thread = await seeds.thread({ model: held, title: unique('Two tabs') })
  await person.open(thread)
  const other = new Person(await context.newPage())
  await other.open(thread)

  const [first, next] = [unique('Count'), unique('And again')]
  await person.send(first)
  await expect(other.question(first)).toBeVisible()
  await other.reads(1, words(5))
  await person.send(next)
  await expect(other.question(next)).toBeVisible()
  await expect(other.answer(2)).toContainText('Waiting')

  await upstream.release(held)
  for (const tab of [other, person]) {
    await tab.untilOver(1)
    await tab.reads(1, words(20))
  }
  await other.reads(2, words(5))
  await upstream.release(held)
  for (const tab of [other, person]) {
    await tab.untilOver(2)
    await tab.reads(2, words(20))
    await expect(tab.question(first)).toHaveCount(1)
    await expect(tab.question(next)).toHaveCount(1)
    await expect(tab.answer(3)).toHaveCount(0)
  }
  expect(await upstream.completions()).toHaveLength(2)
})

test('What is asked in two tabs at once stands in both, in one order', async ({
  person,
  seeds,
  context,
}) => {
  const thread = await seeds.thread({ model: 'sim/echo', questions: [unique('Before')] })
  const other = new Person(await context.newPage())
  const tabs = [person, other]
  for (const tab of tabs) await tab.open(thread)
  const questions = tabs.map((_, index) => unique(`From tab ${index}`))
  await Promise.all(tabs.map((tab, index) => tab.send(questions[index] ?? '')))
  for (const tab of tabs) {
    for (const question of questions) await expect(tab.question(question)).toHaveCount(1)
    await tab.untilOver(3)
    await expect(tab.answer(4)).toHaveCount(0)
  }
  await expect(async () => {
    expect(await person.messages.innerText()).toBe(await other.messages.innerText())
  }).toPass()
})

/** The answers to requests by which the page has itself rendered anew, as they come. */
function renderings(page: Page): string[] {
  const asked: string[] = []
  page.on('request', (request) => {
    const headers = request.headers()
    if (headers.rsc === '1' && !headers['next-router-prefetch']) asked.push(request.url())
  })
  return asked
}

const isLook = (url: URL) =>
  url.searchParams.get('limit') === '30' && /messages$/.test(url.pathname)

test('Who sends while the page looks for what came from elsewhere is shown nothing anew', async ({
  person,
  seeds,
  request,
}) => {
  const { page } = person
  const thread = await seeds.thread({ model: 'sim/echo', questions: [unique('Before')] })
  await person.open(thread)
  await untilCodeIsThere(page)
  const asked = renderings(page)
  const [looks, looked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  await page.route(isLook, async (route) => {
    looks.resolve()
    await looked.promise
    await route.continue()
  })
  const renamed = await request.patch(`/api${thread.replace('/t/', '/threads/')}`, {
    data: { title: unique('Renamed') },
  })
  expect(renamed.ok()).toBe(true)
  await looks.promise
  await person.send(unique('Meanwhile'))
  await person.untilOver(2)
  const another = page.waitForResponse((response) => isLook(new URL(response.url())))
  looked.resolve()
  await another
  await person.send(unique('After'))
  await person.untilOver(3)
  expect(asked).toEqual([])
})

/** Talks until more is said than the server renders at once, and goes back to the beginning. */
async function talkAtLength(person: Person): Promise<string> {
  const first = unique('The first')
  await person.send(first)
  for (let n = 2; n <= 16; n++) {
    await person.untilOver(n - 1)
    await person.send(unique('More'))
  }
  await person.untilOver(16)
  await person.question(first).scrollIntoViewIfNeeded()
  return first
}

test('Who reads far up stays there while the thread grows elsewhere', async ({ person, seeds }) => {
  const thread = await seeds.thread({ model: 'sim/echo', title: unique('Long talk') })
  await person.open(thread)
  const first = await talkAtLength(person)
  const place = async () => Math.round((await person.question(first).boundingBox())!.y)
  const before = await place()
  const question = unique('From elsewhere')
  await seeds.ask(thread, question)
  await expect(person.question(question)).toBeAttached()
  await person.untilOver(17)
  await expect(person.question(first)).toBeInViewport()
  await expect.poll(async () => Math.abs((await place()) - before)).toBeLessThanOrEqual(1)
})

test('Who reads far up in a thread that they began here stays there, too', async ({
  person,
  seeds,
}) => {
  const { page } = person
  await person.newThread()
  await person.pickModel('Simulator: echo')
  const first = await talkAtLength(person)
  const thread = new URL(page.url()).pathname
  const question = unique('From elsewhere')
  await seeds.ask(thread, question)
  await expect(page).toHaveURL(/near=/)
  await expect(person.question(first)).toBeInViewport()
  await page.getByRole('button', { name: 'Jump to newest' }).click()
  await expect(person.question(question)).toBeInViewport()
})

test('Who edits a question goes on when the thread is rendered anew, and when they come back', async ({
  person,
  seeds,
}) => {
  const { page } = person
  const other = unique('Elsewhere')
  await seeds.thread({ model: 'sim/echo', title: other })
  await person.newThread()
  await person.send(unique('Begun here'))
  await person.untilOver(1)
  const thread = new URL(page.url()).pathname
  await person.question('Begun here').hover()
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const field = page.getByRole('textbox', { name: 'Edit message' })
  await field.fill('Half of it')

  const meanwhile = unique('Meanwhile')
  await seeds.ask(thread, meanwhile)
  await expect(person.question(meanwhile)).toBeVisible()
  await expect(field).toHaveValue('Half of it')
  await expect(field).toBeFocused()

  await person.goTo(other)
  await page.goBack()
  await expect(person.question(meanwhile)).toBeVisible()
  await expect(field).toHaveValue('Half of it')
})

test('Who reads far up follows to a branch that was chosen elsewhere, and does not undo it', async ({
  person,
  seeds,
  request,
}) => {
  const thread = await seeds.thread({ model: 'sim/echo', title: unique('Branches off') })
  await person.open(thread)
  await talkAtLength(person)
  await person.answer(4).scrollIntoViewIfNeeded()
  const first = await person.answer(1).getAttribute('data-message-id')
  const again = await request.post('/api/chat', {
    data: { id: thread.replace('/t/', ''), trigger: 'regenerate-message', messageId: first },
  })
  expect(again.ok()).toBe(true)
  await expect(person.answer(1).getByText('2/2')).toBeVisible()
  await expect(person.answer(2)).toHaveCount(0)
  const newest = await person.answer(1).getAttribute('data-message-id')
  await person.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  const { active_leaf_id: leaf } = await (
    await request.get(`/api${thread.replace('/t/', '/threads/')}`)
  ).json()
  expect(newest).not.toBe(first)
  expect(leaf).toBe(newest)
})

test('Who opened a thread at a message follows to a branch that is chosen elsewhere later', async ({
  person,
  seeds,
  request,
}) => {
  const [first, second] = [unique('One way'), unique('The other way')]
  const thread = await seeds.thread({ model: 'sim/echo', questions: [first] })
  const api = `/api${thread.replace('/t/', '/threads/')}`
  const leaf = async () => (await (await request.get(api)).json()).active_leaf_id as string
  const [oneLeaf, { data: messages }] = [
    await leaf(),
    await (await request.get(`${api}/messages`)).json(),
  ]
  await request.post(`${api}/messages`, { data: { content: second, parent_id: null } })
  const otherLeaf = await leaf()

  await person.open(`${thread}?message=${messages[0].id}`)
  await expect(person.question(first)).toBeVisible()
  await expect.poll(leaf).toBe(oneLeaf)

  await request.patch(api, { data: { active_leaf_id: otherLeaf } })
  await expect(person.question(second)).toBeVisible()
  await expect(person.page).toHaveURL(thread)
  await seeds.ask(thread, unique('Goes on'))
  await expect(person.answer(2)).toBeVisible()
  await expect(person.question(second)).toBeVisible()
})

test('What was loaded stays whole while the thread grows elsewhere', async ({
  person,
  seeds,
  request,
}) => {
  const { path } = await importLongThread(request, { title: unique('Grows'), count: 44 })
  await person.open(path)
  for (const question of [unique('From elsewhere'), unique('And again')]) {
    await seeds.ask(path, question)
    await expect(person.question(question)).toBeVisible()
  }
  await person.messages.evaluate((scroller) => scroller.scrollTo({ top: -scroller.scrollHeight }))
  await expect(person.question(said(1))).toBeVisible()
  for (let n = 2; n <= 44; n += 2) {
    await expect(person.answer(n / 2)).toContainText(`Answer number ${n}.`)
  }
})

test('Who comes back to a thread finds what was said there meanwhile', async ({
  person,
  seeds,
}) => {
  const { page } = person
  const [one, other] = [unique('The one'), unique('The other')]
  const thread = await seeds.thread({ model: 'sim/echo', title: one, questions: [unique('A')] })
  await seeds.thread({ model: 'sim/echo', title: other, questions: [unique('B')] })
  await person.open(thread)
  await person.goTo(other)
  const question = unique('Meanwhile')
  await seeds.ask(thread, question)
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1, name: one })).toBeVisible()
  await expect(person.question(question)).toBeVisible()
})

test('A script asks in a thread that somebody looks at, and changes its model', async ({
  person,
  seeds,
  request,
}) => {
  const thread = await seeds.thread({ model: 'sim/echo', questions: [unique('Before')] })
  await person.open(thread)
  const question = unique('From a script')
  await seeds.ask(thread, question)
  await expect(person.question(question)).toBeVisible()
  await expect(person.answer(2)).toContainText(`You said: "${question}"`)

  const response = await request.patch(`/api${thread.replace('/t/', '/threads/')}`, {
    data: { model: 'openai/gpt-4o-mini' },
  })
  expect(response.ok()).toBe(true)
  await expect(person.page.getByRole('button', { name: /^Model: GPT-4o-mini/ })).toBeVisible()
})

test('A script changes and deletes messages of a thread that somebody looks at', async ({
  person,
  seeds,
  request,
  upstream,
}) => {
  const [first, waiting] = [unique('Before'), unique('Waits')]
  const thread = await seeds.thread({ model: held })
  await seeds.ask(thread, first, { model: 'sim/echo' })
  await person.open(thread)
  await person.send(unique('Runs'))
  await person.reads(2, words(5))
  await person.send(waiting)
  await expect(person.answer(3)).toContainText('Waiting')
  const response = await request.get(`/api${thread.replace('/t/', '/threads/')}/messages`)
  const { data } = (await response.json()) as { data: { id: string; content: string }[] }
  const change = async (index: number, content: string) =>
    expect(
      (await request.patch(`/api/messages/${data[index]?.id}`, { data: { content } })).ok(),
    ).toBe(true)

  const changed = unique('Changed while it waited')
  await change(4, changed)
  await expect(person.question(changed)).toBeVisible()
  await expect(person.question(waiting)).toHaveCount(0)

  // A text as long as the one before.
  const answer = data[1]?.content ?? ''
  const turned = [...answer].toReversed().join('')
  await change(1, turned)
  await expect(person.answer(1)).toContainText(turned)

  expect((await request.delete(`/api/messages/${data[0]?.id}`)).ok()).toBe(true)
  await expect(person.question(first)).toHaveCount(0)

  for (const answered of [1, 2]) {
    await upstream.release(held)
    await person.untilOver(answered + 1)
  }
  await expect(person.question(changed)).toHaveCount(1)
})

test('A thread that is deleted elsewhere is gone', async ({
  person,
  seeds,
  request,
  complaints,
}) => {
  complaints.expect(/status of 404/)
  const thread = await seeds.thread({ model: 'sim/echo', questions: [unique('Doomed')] })
  await person.open(thread)
  const response = await request.delete(`/api${thread.replace('/t/', '/threads/')}`)
  expect(response.ok()).toBe(true)
  await expect(person.page.getByRole('heading', { level: 1 })).toHaveText(
    'This thread does not exist',
  )
})

test('What was asked while the connection was lost is there when it comes back', async ({
  person,
  seeds,
  complaints,
}) => {
  complaints.expect(/ERR_|when fetching the script/)
  const line = await openLine(APP_PORT)
  const thread = await seeds.thread({ model: 'sim/echo', questions: [unique('Before')] })
  await person.open(`${line.origin}${thread}`)
  const bar = person.page.getByRole('status').filter({ hasText: 'No connection to Skein' })

  await untilCodeIsThere(person.page)
  line.cut()
  await expect(bar).toBeVisible()
  const question = unique('Meanwhile')
  await seeds.ask(thread, question)
  await expect(person.question(question)).toHaveCount(0)

  line.mend()
  await expect(person.question(question)).toBeVisible()
  await expect(bar).toBeHidden()
  line.close()
})

test('A tab listens on one connection, wherever it goes, and on another one after a cut', async ({
  person,
  seeds,
  complaints,
}) => {
  complaints.expect(/ERR_|when fetching the script/)
  const { page } = person
  const [one, other] = [unique('The one'), unique('The other')]
  const thread = await seeds.thread({ model: 'sim/echo', title: one, questions: [unique('A')] })
  await seeds.thread({ model: 'sim/echo', title: other, questions: [unique('B')] })
  const open = new Set<Request>()
  let [begun, most] = [0, 0]
  page.on('request', (request) => {
    if (new URL(request.url()).pathname !== '/api/events') return
    open.add(request)
    begun++
    most = Math.max(most, open.size)
  })
  for (const over of ['requestfinished', 'requestfailed'] as const) {
    page.on(over as 'requestfailed', (request) => open.delete(request))
  }

  const line = await openLine(APP_PORT)
  await person.open(`${line.origin}${thread}`)
  await person.goTo(other)
  await person.goTo(one)
  for (const name of ['Archived', 'Settings']) {
    await person.threads()
    await page.getByRole('link', { name, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  }
  await page.goBack()
  await page.goBack()
  const question = unique('From elsewhere')
  await seeds.ask(thread, question)
  await expect(person.question(question)).toBeVisible()
  expect([begun, open.size]).toEqual([1, 1])

  line.cut()
  await expect.poll(() => open.size).toBe(0)
  line.mend()
  const next = unique('After the cut')
  await seeds.ask(thread, next)
  await expect(person.question(next)).toBeVisible()
  await expect.poll(() => open.size).toBe(1)
  expect(begun).toBeGreaterThan(1)
  expect(most).toBe(1)
  line.close()
})

test('A hidden tab listens to nobody, and shows what happened meanwhile when it is seen again', async ({
  person,
  seeds,
  request,
  upstream,
}) => {
  const { page } = person
  const thread = await seeds.thread({ model: held, title: unique('Out of sight') })
  await person.open(thread)
  await untilCodeIsThere(page)
  await person.send(unique('Count'))
  await person.reads(1, words(5))
  const left = ['/api/events', '/api/chat'].map((path) =>
    page.waitForEvent('requestfailed', (failed) => new URL(failed.url()).pathname === path),
  )
  await turnTab(page, 'hidden')
  await Promise.all(left)

  const [title, question] = [unique('Renamed'), unique('Meanwhile')]
  await upstream.release(held)
  await seeds.ask(thread, question, { model: 'sim/echo' })
  await request.patch(`/api${thread.replace('/t/', '/threads/')}`, { data: { title } })
  await expect(person.question(question)).toHaveCount(0)
  await person.reads(1, words(5))

  await turnTab(page, 'visible')
  await person.untilOver(1)
  await person.reads(1, words(20))
  await expect(person.question(question)).toBeVisible()
  await expect(person.answer(2)).toContainText(`You said: "${question}"`)
  await person.untilOver(2)
  await expect(person.answer(3)).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  expect(await upstream.completions()).toHaveLength(2)
})
