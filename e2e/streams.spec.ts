import type { Page } from '@playwright/test'

import { expect, Person, test, unique, words, wordsIn } from './fixtures'
import { APP_PORT } from './support/addresses'
import { findBarriers } from './support/find-barriers'
import { openLine } from './support/open-line'
import { untilCodeIsThere } from './support/until-code-is-there'

const held = 'sim/held'

test('A person reloads in the middle of an answer and it goes on where it is', async ({
  person,
  seeds,
  upstream,
}) => {
  await person.open(await seeds.thread({ model: held }))
  await person.send(unique('Count'))
  await person.reads(1, words(5))
  await person.reload()
  await person.reads(1, words(5))
  await expect(person.answer(1)).toHaveAttribute('aria-busy', 'true')

  await upstream.release(held)
  await person.reads(1, words(20))
  await person.untilOver(1)
  await expect(person.answer(2)).toHaveCount(0)
  expect(await upstream.completions()).toHaveLength(1)
})

test('A person reloads again and again while words flow and each comes once', async ({
  person,
  seeds,
  upstream,
}) => {
  await upstream.script('openai/gpt-4o', { tokens: 150, tokensPerSecond: 50 })
  await person.open(await seeds.thread({ model: 'openai/gpt-4o' }))
  await person.send(unique('Count'))
  for (const seen of [5, 40, 80]) {
    await expect(person.answer(1)).toContainText(new RegExp(`\\bw${seen}\\b`))
    await person.reload()
    // What is stored may be most of a second old; the stream then catches up.
    await expect
      .poll(async () => {
        const read = await wordsIn(person.answer(1))
        expect(read).toEqual(words(read.length))
        return read.length
      })
      .toBeGreaterThan(seen)
  }
  await person.untilOver(1)
  await person.reads(1, words(150))
})

test('A person sees the same running answer in two tabs, and the same end', async ({
  person,
  context,
  upstream,
}) => {
  await person.newThread()
  await person.pickModel('Simulator: waits in the middle')
  const question = unique('Count')
  await person.send(question)
  await person.reads(1, words(5))
  const second = new Person(await context.newPage())
  await second.open(person.page.url())
  await second.reads(1, words(5))
  await person.reload()
  await person.reads(1, words(5))

  await upstream.release(held)
  for (const tab of [person, second]) {
    await tab.reads(1, words(20))
    await tab.untilOver(1)
    await expect(tab.question(question)).toHaveCount(1)
    await expect(tab.answer(2)).toHaveCount(0)
  }
  expect(await person.messages.innerText()).toBe(await second.messages.innerText())
})

test('A person stops an answer in one tab and the other tab says so', async ({
  person,
  seeds,
  context,
}) => {
  await person.open(await seeds.thread({ model: held }))
  await person.send(unique('Count'))
  await person.reads(1, words(5))
  const second = new Person(await context.newPage())
  await second.open(person.page.url())
  await second.reads(1, words(5))
  await second.stop()
  for (const tab of [person, second]) {
    await expect(tab.answer(1)).toContainText('Stopped. What had arrived is kept.')
    await tab.reads(1, words(5))
  }
})

test('A person leaves for another thread and finds the answer running on return', async ({
  person,
  seeds,
  upstream,
}) => {
  const [here, there] = [unique('Here'), unique('There')]
  await seeds.thread({ model: 'sim/echo', title: there, questions: [there] })
  await person.open(await seeds.thread({ model: held, title: here }))
  await person.send(here)
  await person.reads(1, words(5))

  await person.goTo(there)
  await expect(person.answer(1)).toContainText(`You said: "${there}"`)
  await person.goTo(here)
  await person.reads(1, words(5))
  await expect(person.answer(1)).toHaveAttribute('aria-busy', 'true')

  await person.goTo(there)
  await upstream.release(held)
  await expect.poll(async () => (await upstream.completions()).at(-1)?.finished).toBe(true)
  await person.goTo(here)
  await person.reads(1, words(20))
  await person.untilOver(1)
  await expect(person.question(here)).toHaveCount(1)
})

test('A person closes the browser in the middle of an answer and later finds all of it', async ({
  person,
  openBrowser,
  upstream,
}) => {
  const closing = await openBrowser()
  await closing.newThread()
  await closing.pickModel('Simulator: waits in the middle')
  await closing.send(unique('Count'))
  await closing.reads(1, words(5))
  const address = closing.page.url()
  await closing.page.context().close()

  await upstream.release(held)
  await expect.poll(async () => (await upstream.completions()).at(-1)?.finished).toBe(true)
  await person.open(address)
  await person.untilOver(1)
  await person.reads(1, words(20))
  expect(await upstream.completions()).toHaveLength(1)
})

test('A person loses the connection for a while and misses nothing', async ({
  person,
  seeds,
  complaints,
  upstream,
}) => {
  complaints.expect(
    /ERR_(FAILED|CONNECTION_REFUSED|CONNECTION_RESET|CONNECTION_CLOSED|SOCKET_NOT_CONNECTED|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE)/,
  )
  const line = await openLine(APP_PORT)
  await person.open(`${line.origin}${await seeds.thread({ model: held })}`)
  await untilCodeIsThere(person.page)
  await person.send(unique('Count'))
  await person.reads(1, words(5))

  line.cut()
  await expect(person.answer(1)).toContainText('The connection is gone. Reconnecting…')
  await person.reads(1, words(5))
  expect(await findBarriers(person.page)).toEqual([])
  await upstream.release(held)
  await expect.poll(async () => (await upstream.completions()).at(-1)?.finished).toBe(true)

  line.mend()
  await person.reads(1, words(20))
  await person.untilOver(1)
  await expect(person.answer(1)).not.toContainText('Reconnecting')
  await expect(person.answer(2)).toHaveCount(0)
  line.close()
})

test('A person begins a thread without a connection, and it is answered once', async ({
  person,
  context,
  complaints,
  upstream,
}) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_FAILED/)
  const { page } = person
  await person.newThread()
  await untilCodeIsThere(page)
  await context.setOffline(true)
  const question = unique('The first of all')
  await person.send(question)
  await expect(person.answer(1)).toContainText('Waiting for the connection.')
  await expect(page).toHaveURL(/\/$/)
  await context.setOffline(false)
  await person.untilOver(1)
  await expect(page).toHaveURL(/\/t\//)
  await person.reload()
  await expect(person.question(question)).toHaveCount(1)
  await expect(person.answer(1)).toBeVisible()
  await expect(person.answer(2)).toHaveCount(0)
  const asked = (await upstream.completions()).filter(({ body }) =>
    JSON.stringify(body).includes(question),
  )
  expect(asked).toHaveLength(1)
})

test('Of two tabs one sends what was written without a connection, also when the other is closed', async ({
  person,
  seeds,
  context,
  complaints,
  upstream,
  request,
}) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_FAILED/)
  const path = await seeds.thread({ model: 'sim/echo', title: unique('Two tabs') })
  const other = new Person(await context.newPage())
  for (const tab of [person, other]) {
    await tab.open(path)
    await untilCodeIsThere(tab.page)
  }
  const questions = [unique('Both are there'), unique('One is closed')] as const

  await context.setOffline(true)
  await other.send(questions[0])
  await expect(other.answer(1)).toContainText('Waiting for the connection.')
  await context.setOffline(false)
  for (const tab of [other, person]) {
    await expect(tab.question(questions[0])).toBeVisible()
    await tab.untilOver(1)
  }

  await context.setOffline(true)
  await other.send(questions[1])
  await expect(other.answer(2)).toContainText('Waiting for the connection.')
  await other.page.close()
  await context.setOffline(false)
  await expect(person.question(questions[1])).toBeVisible()
  await person.untilOver(2)

  await person.reload()
  for (const question of questions) await expect(person.question(question)).toHaveCount(1)
  await expect(person.answer(3)).toHaveCount(0)
  const stored = await request.get(`/api${path.replace('/t/', '/threads/')}/messages`)
  const { data } = (await stored.json()) as { data: { role: string; content: string }[] }
  const asked = data.filter(({ role }) => role === 'user').map(({ content }) => content)
  expect(asked).toEqual(questions)
  expect(await upstream.completions()).toHaveLength(2)
})

/** What the browser keeps of messages that no server has taken. */
const waitingIn = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => /^outbox/.test(key)))

test('A page that opens while another one sends a message takes nothing from it', async ({
  person,
  seeds,
  context,
  upstream,
}) => {
  const path = await seeds.thread({ model: 'sim/echo', title: unique('Slow to hear') })
  await person.open(path)
  await untilCodeIsThere(person.page)
  // The server takes the message; the page hears of it late.
  const isOpened = Promise.withResolvers<void>()
  await person.page.route('**/api/chat', async (route) => {
    const response = await route.fetch()
    await isOpened.promise
    await route.fulfill({ response })
  })
  const question = unique('Is it there?')
  await person.send(question)
  await expect.poll(async () => (await upstream.completions()).length).toBe(1)

  const other = new Person(await context.newPage())
  await other.open(path)
  await expect.poll(() => waitingIn(person.page)).toEqual([])
  // What one page asked goes on there, whoever else heard that it was taken.
  await expect(person.question(question)).toBeVisible()
  await expect(person.answer(1)).toHaveAttribute('aria-busy', 'true')
  isOpened.resolve()
  for (const tab of [other, person]) {
    await tab.untilOver(1)
    await expect(tab.question(question)).toHaveCount(1)
    await expect(tab.answer(2)).toHaveCount(0)
  }
  expect(await upstream.completions()).toHaveLength(1)
})

test('A person writes without a connection, thinks again, and all arrives once', async ({
  person,
  seeds,
  context,
  complaints,
  upstream,
}) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_FAILED/)
  const { page } = person
  const bar = page.getByRole('status').filter({ hasText: 'You are offline.' })
  await person.open(await seeds.thread({ model: 'openai/gpt-4o-mini' }))
  await person.send('What is the capital of Spain?')
  await person.untilOver(1)
  await untilCodeIsThere(page)
  await context.setOffline(true)
  await expect(bar).toBeVisible()
  await person.send('What is the capital of Itlay?')
  await person.send('Never mind')
  await expect(person.answer(2)).toContainText('Waiting for the connection.')
  expect(await findBarriers(page)).toEqual([])
  await person.answer(3).getByRole('button', { name: 'Take it back' }).click()
  await expect(person.question('Never mind')).toHaveCount(0)
  await person.answer(2).getByRole('button', { name: 'Edit' }).click()
  await expect(person.composer).toHaveValue('What is the capital of Itlay?')
  await expect(person.answer(2)).toHaveCount(0)
  await person.send('What is the capital of Italy?')
  await context.setOffline(false)
  await expect(bar).toBeHidden()
  await expect(person.answer(2)).toContainText('Rome')
  await person.untilOver(2)

  // What the server could not take outlives the page, too.
  await page.route('**/api/chat', (route) => route.abort('connectionrefused'))
  await person.send('What is the capital of France?')
  await expect(person.answer(3)).toContainText('Waiting for the connection.')
  await person.reload()
  await expect(person.question('What is the capital of France?')).toBeVisible()
  await expect(person.answer(3)).toContainText('Waiting for the connection.')
  await page.unroute('**/api/chat')
  await expect(person.answer(3)).toContainText('Paris')
  await person.untilOver(3)
  expect(await upstream.completions()).toHaveLength(3)
  await person.reload()
  await expect(person.question('What is the capital of France?')).toHaveCount(1)
  expect(await waitingIn(page)).toEqual([])
})
