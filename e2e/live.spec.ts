import { expect, Person, test, unique, words } from './fixtures'
import { APP_PORT } from './support/addresses'
import { openLine } from './support/open-line'
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
