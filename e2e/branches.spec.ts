import type { Locator, Page } from '@playwright/test'
import { expect, test, unique, type Person } from './fixtures'
import { findBarriers } from './support/find-barriers'
import { importLongThread, said } from './support/long-thread'

const ofFrance = 'What is the capital of France?'
const ofItaly = 'What is the capital of Italy?'

const place = (message: Locator) => message.getByRole('group', { name: 'Versions' })

async function choose(page: Page, message: Locator, menu: string, item: string) {
  await message.getByRole('button', { name: menu }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function editInto(person: Person, before: string, after: string) {
  await person.question(before).getByRole('button', { name: 'Edit' }).click()
  await person.page.getByRole('textbox', { name: 'Edit message' }).fill(after)
}

test('A person edits a question, goes between its versions, and goes on from either', async ({
  person,
  seeds,
  upstream,
}) => {
  const { page } = person
  const title = unique('Capitals')
  const path = await seeds.thread({ model: 'openai/gpt-4o', title, questions: [ofFrance] })
  await person.open(path)

  await editInto(person, ofFrance, ofFrance)
  const field = page.getByRole('textbox', { name: 'Edit message' })
  expect(await findBarriers(page)).toEqual([])
  await field.press('Escape')
  await expect(field).toBeHidden()

  await editInto(person, ofFrance, ofItaly)
  await field.press('Escape')
  const warning = page.getByRole('dialog', { name: 'Discard the changes?' })
  await warning.getByRole('button', { name: 'Cancel' }).click()
  await expect(field).toHaveValue(ofItaly)
  await page.getByRole('button', { name: 'Save & send' }).click()
  await expect(person.answer(1)).toContainText('Rome')
  await person.untilOver(1)
  await expect(person.question(ofFrance)).toHaveCount(0)
  await expect(place(person.question(ofItaly))).toContainText('2/2')

  await person.question(ofItaly).getByRole('button', { name: 'Previous version' }).click()
  await expect(person.answer(1)).toContainText('Paris')
  await expect(person.question(ofFrance)).toBeFocused()
  await person.reload()
  await expect(place(person.question(ofFrance))).toContainText('1/2')
  expect(await findBarriers(page)).toEqual([])

  await person.question(ofFrance).focus()
  await page.keyboard.press('Alt+ArrowRight')
  await expect(person.answer(1)).toContainText('Rome')
  await expect(person.question(ofItaly)).toBeFocused()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(person.answer(1)).toContainText('Paris')

  await person.send('What is its population?')
  await expect(person.answer(2)).toContainText('2.1 million')
  const sent = JSON.stringify((await upstream.completions()).at(-1)?.body)
  expect(sent).not.toContain('Italy')
})

test('A person has an answer given again by another model, and another tab sees which is shown', async ({
  person,
  seeds,
  complaints,
}) => {
  // A tab behind another one draws nothing, and so needs no font.
  complaints.expect(/preloaded using link preload but not used/)
  const { page } = person
  const path = await seeds.thread({ model: 'openai/gpt-4o', questions: [ofFrance] })
  await person.open(path)
  const other = await page.context().newPage()
  await other.goto(path)
  const shownElsewhere = other.getByRole('article', { name: /^Answer from / })
  await expect(shownElsewhere).toHaveAccessibleName('Answer from GPT-4o')

  await choose(page, person.answer(1), 'More about this answer', 'Answer again with…')
  const picker = page.getByRole('dialog', { name: 'Answer again with…' })
  await picker.getByRole('combobox', { name: 'Search models' }).fill('GPT-4o-mini')
  await picker.getByRole('option', { name: 'GPT-4o-mini' }).first().click()
  await expect(person.answer(1)).toHaveAccessibleName('Answer from GPT-4o-mini')
  await person.untilOver(1)
  await expect(place(person.answer(1))).toContainText('2/2')

  await person.answer(1).getByRole('button', { name: 'Answer again', exact: true }).click()
  await person.untilOver(1)
  await expect(place(person.answer(1))).toContainText('3/3')
  await person.answer(1).getByRole('button', { name: 'Previous version' }).click()
  await expect(place(person.answer(1))).toContainText('2/3')

  await other.bringToFront()
  await expect(shownElsewhere).toHaveAccessibleName('Answer from GPT-4o-mini')
  await expect(place(shownElsewhere)).toContainText('2/3')
})

test('A person asks the model again that was asked, or the one that is chosen meanwhile', async ({
  person,
  seeds,
  upstream,
}) => {
  const { page } = person
  const path = await seeds.thread({ model: 'openai/gpt-4o', questions: [ofFrance] })
  await seeds.ask(path, ofItaly, { model: 'sim/error-503' })
  await person.open(path)
  const lastAsked = async () => (await upstream.completions()).at(-1)?.body
  await person.answer(2).getByRole('button', { name: 'Retry', exact: true }).click()
  await expect(place(person.answer(2))).toContainText('2/2')
  await person.untilOver(2)
  expect(await lastAsked()).toMatchObject({ model: 'sim/error-503' })

  await person.pickModel('Claude 3.5 Sonnet')
  await person.answer(2).getByRole('button', { name: 'Retry with Claude 3.5 Sonnet' }).click()
  await expect(person.answer(2)).toHaveAccessibleName('Answer from Claude 3.5 Sonnet')
  await person.untilOver(2)
  await expect(person.answer(2)).toContainText('Rome')

  await person.answer(1).hover()
  await person.answer(1).getByRole('button', { name: 'Answer again', exact: true }).click()
  await expect(place(person.answer(1))).toContainText('2/2')
  await person.untilOver(1)
  await expect(person.answer(1)).toHaveAccessibleName('Answer from GPT-4o')
  expect(await lastAsked()).toMatchObject({ model: 'openai/gpt-4o' })
  await expect(page.getByRole('button', { name: /^Model: Claude 3.5 Sonnet/ })).toBeVisible()
})

test('A person has an answer in the middle given again, and what followed it stays', async ({
  person,
  seeds,
}) => {
  const { page } = person
  const questions = [ofFrance, ofItaly]
  await person.open(await seeds.thread({ model: 'openai/gpt-4o', questions }))
  const again = (n: number) =>
    person.answer(n).getByRole('button', { name: 'Answer again', exact: true })
  await again(2).click()
  await expect(place(person.answer(2))).toContainText('2/2')
  await person.untilOver(2)

  await person.answer(1).hover()
  await again(1).click()
  await expect(place(person.answer(1))).toContainText('2/2')
  await person.untilOver(1)
  await expect(person.answer(1)).toContainText('Paris')
  await expect(person.question(ofItaly)).toHaveCount(0)
  await person.send('And of Spain?')
  await person.untilOver(2)

  await person.answer(1).getByRole('button', { name: 'Previous version' }).click()
  await expect(place(person.answer(1))).toContainText('1/2')
  await expect(person.question(ofItaly)).toBeVisible()
  await expect(place(person.answer(2))).toContainText('2/2')
  await expect(person.answer(2)).toContainText('Rome')
  await person.answer(1).getByRole('button', { name: 'Next version' }).click()
  await expect(person.question('And of Spain?')).toBeVisible()
  await page.reload()
  await expect(person.question('And of Spain?')).toBeVisible()
  await expect(person.question(ofItaly)).toHaveCount(0)
})

test('Who goes to a version with a long branch behind it stays at the message', async ({
  person,
  request,
}) => {
  const { path } = await importLongThread(request, { title: unique('Long branch'), count: 41 })
  await person.open(path)
  await person.messages.evaluate((scroller) => scroller.scrollTo({ top: -scroller.scrollHeight }))
  await expect(person.question(said(1))).toBeVisible()
  await editInto(person, said(1), ofItaly)
  await person.page.getByRole('button', { name: 'Save & send' }).click()
  await person.untilOver(1)
  await person.question(ofItaly).getByRole('button', { name: 'Previous version' }).click()
  await expect(person.question(said(1))).toBeInViewport()
  await expect(person.question(said(1)).getByText('1/2')).toBeVisible()
  await person.question(said(1)).getByRole('button', { name: 'Next version' }).click()
  await expect(person.question(ofItaly)).toBeInViewport()
})

test('A person votes, deletes a version and a message, and forks the thread', async ({
  person,
  seeds,
}, { project }) => {
  const { page } = person
  const title = unique('Towns')
  const path = await seeds.thread({
    model: 'openai/gpt-4o',
    title,
    questions: [ofFrance, 'What is its population?'],
  })
  await person.open(path)

  const isPhone = project.name === 'phone'
  const more = person.answer(2).getByRole('button', { name: 'More about this answer' })
  const good = isPhone
    ? page.getByRole('menuitemradio', { name: 'Good answer' })
    : person.answer(2).getByRole('button', { name: 'Good answer' })
  const checked = isPhone ? 'aria-checked' : 'aria-pressed'
  if (isPhone) await more.click()
  const voted = page.waitForResponse((response) => response.url().endsWith('/vote'))
  await good.click()
  await voted
  await person.reload()
  if (isPhone) await more.click()
  await expect(good).toHaveAttribute(checked, 'true')
  if (isPhone) await page.keyboard.press('Escape')

  await choose(page, person.answer(1), 'More about this answer', 'Fork from here')
  await expect(page.getByRole('heading', { level: 1, name: `${title} (fork)` })).toBeVisible()
  await expect(page).not.toHaveURL(path)
  await expect(person.answer(1)).toContainText('Paris')
  await expect(person.answer(2)).toHaveCount(0)

  // The thread that it was made of is whole, and can be forked at a question, too.
  const fork = new URL(page.url()).pathname
  await person.open(path)
  await expect(person.answer(2)).toBeVisible()
  await choose(page, person.question(ofFrance), 'More about this message', 'Fork from here')
  await expect(page).not.toHaveURL(path)
  await expect(person.question(ofFrance)).toBeVisible()
  await expect(person.answer(1)).toHaveCount(0)
  await person.open(fork)

  await person.answer(1).getByRole('button', { name: 'Answer again', exact: true }).click()
  await person.untilOver(1)
  await expect(place(person.answer(1))).toContainText('2/2')
  const confirm = page.getByRole('dialog', { name: 'Delete this message?' })
  await choose(page, person.answer(1), 'More about this answer', 'Delete message')
  await confirm.getByRole('button', { name: 'Delete' }).click()
  await expect(confirm).toBeHidden()
  await expect(person.answer(1)).toContainText('Paris')
  await expect(place(person.answer(1))).toHaveCount(0)

  await choose(page, person.question(ofFrance), 'More about this message', 'Delete message')
  await confirm.getByRole('button', { name: 'Delete' }).click()
  await expect(person.question(ofFrance)).toHaveCount(0)
  await expect(person.answer(1)).toBeVisible()
})
