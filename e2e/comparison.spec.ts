import type { Locator, Page } from '@playwright/test'
import { expect, Person, test, unique, words } from './fixtures'
import { findBarriers } from './support/find-barriers'
import { importAnswer } from './support/import-answer'
import { smallPng } from './support/small-png'
import { swipe } from './support/swipe'

/** Chooses models for the next message in the picker. */
async function compare(person: Person, names: string[]) {
  const picker = await person.openPicker()
  await picker.getByRole('button', { name: 'Compare', exact: true }).click()
  const search = picker.getByRole('combobox', { name: 'Search models' })
  // The model of the thread is the first one.
  for (const name of names) {
    await search.fill(name)
    await picker.getByRole('option', { name }).first().click()
    await expect(picker.getByRole('option', { name, selected: true })).toHaveCount(1)
  }
  await picker.getByRole('button', { name: 'Compare these' }).click()
  await expect(picker).toBeHidden()
}

/** Chooses by `@` who answers the next message only. */
async function ask({ page, composer }: Person, typed: string, name: RegExp) {
  await composer.focus()
  await page.keyboard.type(typed)
  await page.getByRole('option', { name }).click()
}

const columns = (page: Page): Locator =>
  page.getByRole('group', { name: /answers side by side/ }).getByRole('article')

test('A person asks two models side by side, comes back to it, and goes on with one', async ({
  person,
  seeds,
  upstream,
}) => {
  const { page } = person
  await person.open(await seeds.thread({ model: 'openai/gpt-4o', questions: [] }))
  await compare(person, ['waits in the middle until'])
  await expect(person.modelButton).toHaveAccessibleName('Model: 2 models. Change')
  await person.send('What is the capital of France?')

  // The second stands still in its middle while the first is over: they run at the same time.
  await expect(columns(page).nth(0)).toContainText('Paris')
  await expect(columns(page).nth(0)).toHaveAttribute('aria-busy', 'false')
  await expect(columns(page).nth(1)).toContainText('w4')
  await expect(columns(page).nth(1)).toHaveAttribute('aria-busy', 'true')
  await expect(person.modelButton).not.toHaveAccessibleName('Model: 2 models. Change')

  await person.reload()
  await expect(columns(page)).toHaveCount(2)
  await expect(columns(page).nth(1)).toHaveAttribute('aria-busy', 'true')
  expect(await findBarriers(page)).toEqual([])
  await upstream.release('sim/held')
  await person.reads(2, words(20))

  const picked = page.getByRole('button', { name: 'Go on with this one' })
  await picked.click()
  await expect(page.getByRole('button', { name: 'Goes on from here' })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await person.send('What did you say?')
  await expect(columns(page)).toHaveCount(0)
  await person.untilOver(2)
  await expect(person.answer(1).getByRole('group', { name: 'Versions' })).toContainText('2/2')
  await person.reads(1, words(20))
  const sent = JSON.stringify((await upstream.completions()).at(-1)?.body)
  expect(sent).toContain('w19')
  expect(sent).not.toContain('Paris is')

  // The other one is a key away, and can be gone on with.
  await person.answer(1).focus()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(person.answer(1)).toContainText('Paris')
  await expect(person.answer(1)).toBeFocused()
  await person.send('What do they drink there?')
  await expect(columns(page)).toHaveCount(0)
  await person.untilOver(2)
  const now = JSON.stringify((await upstream.completions()).at(-1)?.body)
  expect(now).toContain('Paris')
  expect(now).not.toContain('w19')
})

test(
  'A finger goes from one compared answer to the next and back, and draws nothing else in',
  { tag: '@phone' },
  async ({ person, seeds }) => {
    const { page } = person
    await person.open(await seeds.thread({ model: 'openai/gpt-4o' }))
    await compare(person, ['Simulator: echo'])
    await person.send('What is the capital of France?')
    for (const n of [1, 2]) await person.untilOver(n)
    const [first, second] = [columns(page).nth(0), columns(page).nth(1)]
    const expectAlone = async (shown: Locator, beside: Locator) => {
      await expect(shown).toBeInViewport({ ratio: 0.99 })
      await expect(beside).not.toBeInViewport({ ratio: 0.5 })
    }
    const draw = async (from: number, to: number) => {
      const { y, height } = (await first.boundingBox())!
      await swipe(page, [from, y + height / 2], [to, y + height / 2])
    }
    await expectAlone(first, second)
    await draw(380, 80)
    await expectAlone(second, first)
    const choice = page.getByRole('button', { name: 'Go on with this one' })
    await expect(choice).toBeInViewport({ ratio: 0.99 })
    await choice.tap()
    await expect(page.getByRole('button', { name: 'Goes on from here' })).toBeInViewport({
      ratio: 0.99,
    })
    await expectAlone(second, first)

    // From the edge, from where a finger draws the list in elsewhere.
    await draw(30, 330)
    await expectAlone(first, second)
    await expect(page.getByRole('dialog', { name: 'Threads and settings' })).toHaveCount(0)
  },
)

test('A person asks three models side by side, and no fourth', async ({ person, seeds }) => {
  const { page } = person
  await person.open(await seeds.thread({ model: 'openai/gpt-4o' }))
  const picker = await person.openPicker()
  await picker.getByRole('button', { name: 'Compare', exact: true }).click()
  const search = picker.getByRole('combobox', { name: 'Search models' })
  const choose = async (name: string) => {
    await search.fill(name)
    await picker.getByRole('option', { name }).first().click()
  }
  for (const name of ['Claude 3.5 Sonnet', 'Simulator: echo']) await choose(name)
  await expect(picker.getByText('3 of 3 chosen')).toBeVisible()
  await choose('Llama 3.3')
  await expect(picker.getByText('3 of 3 chosen')).toBeVisible()
  await expect(picker.getByRole('option', { name: 'Llama 3.3', selected: true })).toHaveCount(0)
  await picker.getByRole('button', { name: 'Compare these' }).click()
  await expect(person.modelButton).toHaveAccessibleName('Model: 3 models. Change')
  await person.send('What is the capital of France?')
  await expect(columns(page)).toHaveCount(3)
  for (const n of [1, 2, 3]) await person.untilOver(n)
  const names = ['GPT-4o', 'Claude 3.5 Sonnet', 'echo']
  for (const [n, name] of names.entries()) {
    await expect(columns(page).nth(n)).toHaveAccessibleName(new RegExp(name))
  }
  expect(await findBarriers(page)).toEqual([])
})

const favouriteIn = (picker: Locator, name: string) =>
  picker.getByRole('group', { name: 'Favourites' }).getByRole('option', { name })

const untilKept = (page: Page) =>
  page.waitForResponse((response) => response.url().endsWith('/api/user/profile'))

test('A tap on its star makes a model a favourite', { tag: '@phone' }, async ({ person }) => {
  const { page } = person
  const name = 'Gemini 2.5 Flash'
  await person.newThread()
  let picker = await person.openPicker()
  await picker.getByRole('combobox', { name: 'Search models' }).fill(name)
  let kept = untilKept(page)
  await picker.getByRole('option', { name }).locator('[data-star]').tap()
  await kept
  await expect(picker).toBeVisible()
  await person.reload()
  picker = await person.openPicker()
  kept = untilKept(page)
  await favouriteIn(picker, name).locator('[data-star]').tap()
  await kept
  await person.reload()
  await expect(favouriteIn(await person.openPicker(), name)).toHaveCount(0)
})

test('A person chooses favourites without a star to point at', async ({ person }) => {
  const { page } = person
  const name = 'Gemini 2.5 Flash'
  const begin = async () => {
    const picker = await person.openPicker()
    const button = picker.getByRole('button', { name: 'Choose favourites' })
    await button.click()
    await expect(button).toHaveAttribute('aria-pressed', 'true')
    await picker.getByRole('combobox', { name: 'Search models' }).fill(name)
    return picker
  }
  await person.newThread()
  let picker = await begin()
  const option = () => picker.getByRole('option', { name })
  await expect(option()).toHaveAttribute('aria-selected', 'false')
  let kept = untilKept(page)
  await option().click()
  await kept
  await expect(option()).toHaveAttribute('aria-selected', 'true')
  expect(await findBarriers(page)).toEqual([])
  await person.reload()
  await expect(favouriteIn(await person.openPicker(), name)).toBeVisible()

  await person.reload()
  picker = await begin()
  kept = untilKept(page)
  await picker.getByRole('combobox', { name: 'Search models' }).press('Enter')
  await kept
  await expect(option()).toHaveAttribute('aria-selected', 'false')
})

test('Favourites that are chosen in one tab stay when another tab chooses some', async ({
  person,
  context,
}) => {
  const other = new Person(await context.newPage())
  for (const tab of [person, other]) await tab.newThread()
  const star = async (tab: Person, name: string) => {
    const picker = await tab.openPicker()
    const search = picker.getByRole('combobox', { name: 'Search models' })
    await search.fill(name)
    const kept = untilKept(tab.page)
    await search.press('ControlOrMeta+d')
    await kept
    await tab.page.keyboard.press('Escape')
  }
  const [one, two] = ['Gemini 2.5 Flash', 'GPT-4o-mini']
  await star(person, one)
  await star(other, two)
  await person.reload()
  const picker = await person.openPicker()
  for (const name of [one, two]) await expect(favouriteIn(picker, name)).toBeVisible()
  await person.page.keyboard.press('Escape')
  for (const name of [one, two]) await star(person, name)
})

test('A person finds their favourite models first, and is told what a model does not get', async ({
  person,
  seeds,
  upstream,
}) => {
  const { page } = person
  const model = 'openai/gpt-4o'
  await upstream.script(model, { tokens: 800 })
  const path = await seeds.thread({ model, questions: ['One', 'Two', 'Three'] })
  await person.open(path)
  let picker = await person.openPicker()
  const search = picker.getByRole('combobox', { name: 'Search models' })
  await search.fill('GPT-4o-mini')
  await expect(picker.getByRole('option', { name: 'GPT-4o-mini' })).toContainText(
    'fits this thread',
  )
  const kept = page.waitForResponse((response) => response.url().endsWith('/api/user/profile'))
  await search.press('ControlOrMeta+d')
  await kept
  await page.keyboard.press('Escape')

  await person.reload()
  picker = await person.openPicker()
  const favourites = picker.getByRole('group', { name: 'Favourites' })
  await expect(favourites.getByRole('option', { name: 'GPT-4o-mini' })).toBeVisible()
  expect(await findBarriers(page)).toEqual([])
  await picker.getByRole('combobox', { name: 'Search models' }).fill('small window')
  const small = picker.getByRole('option', { name: /small window/i }).first()
  await expect(small).toContainText('too small for all of this thread')
  await small.click()
  await expect(page.getByRole('status').filter({ hasText: 'do not fit' })).toBeVisible()

  picker = await person.openPicker()
  await expect(
    picker.getByRole('group', { name: 'Recent' }).getByRole('option', { name: /small window/i }),
  ).toBeVisible()
  await picker.getByRole('combobox', { name: 'Search models' }).fill('GPT-4o-mini')
  await picker.getByRole('combobox', { name: 'Search models' }).press('ControlOrMeta+d')
})

test('A message that waits comes back with the models it was for', async ({ person, seeds }) => {
  const { page } = person
  await person.open(await seeds.thread({ model: 'sim/held' }))
  await person.send('First')
  await person.reads(1, words(5))
  await ask(person, '@llama', /Llama 3\.3/)
  await person.send('For Llama')
  await expect(person.answer(2)).toContainText('Waiting, 1 ahead.')

  await person.answer(2).getByRole('button', { name: 'Edit' }).click()
  await expect(person.composer).toHaveValue('For Llama')
  await expect(page.getByText(/^@Llama 3\.3/)).toBeVisible()
  await page.getByRole('button', { name: 'Answer with the thread’s model' }).click()

  await compare(person, ['GPT-4o-mini'])
  await person.send('For both')
  await expect(columns(page)).toHaveCount(2)
  await columns(page).first().getByRole('button', { name: 'Edit' }).click()
  await expect(person.composer).toHaveValue('For both')
  await expect(person.modelButton).toHaveAccessibleName('Model: 2 models. Change')
})

test('A message that waits comes back with all its models, also to a page that was opened anew', async ({
  person,
  seeds,
}) => {
  const { page } = person
  await person.open(await seeds.thread({ model: 'sim/held' }))
  await person.send('First')
  await person.reads(1, words(5))
  await compare(person, ['GPT-4o-mini'])
  await person.send('For two')
  await expect(columns(page)).toHaveCount(2)
  await expect(columns(page).last()).toContainText('Waiting, 1 ahead.')

  await person.reload()
  await columns(page).last().getByRole('button', { name: 'Edit' }).click()
  await expect(person.composer).toHaveValue('For two')
  await expect(person.modelButton).toHaveAccessibleName('Model: 2 models. Change')
  await expect(columns(page)).toHaveCount(0)
})

test('A message for two models that waits before another one is taken back from both', async ({
  person,
  seeds,
  upstream,
}) => {
  await person.open(await seeds.thread({ model: 'sim/held' }))
  await person.send('First')
  await person.reads(1, words(5))
  await compare(person, ['GPT-4o-mini'])
  await person.send('For two')
  await expect(columns(person.page)).toHaveCount(2)
  await person.send('Behind')
  await expect(person.answer(3)).toContainText('Waiting, 3 ahead.')

  await person.reload()
  await person.answer(2).getByRole('button', { name: 'Edit' }).click()
  await expect(person.composer).toHaveValue('For two')
  await expect(person.modelButton).toHaveAccessibleName('Model: 2 models. Change')
  await expect(person.question('For two')).toHaveCount(0)

  for (const answered of [1, 2]) {
    await upstream.release('sim/held')
    await person.untilOver(answered)
  }
  expect(await upstream.completions()).toHaveLength(2)
})

test('A person is told which model does not take the pictures, files and tools of a thread, however it is asked', async ({
  person,
  request,
}) => {
  const { page } = person
  const looked = { toolName: 'look', toolCallId: 'call', input: {}, output: 'Rain' }
  const path = await importAnswer(request, {
    title: unique('Weather'),
    parts: [{ type: 'dynamic-tool', state: 'output-available', ...looked }],
  })
  await person.open(path)
  const notes = page.getByRole('status').filter({ hasText: /With / })
  await person.pickModel('GPT-4o-mini')
  await expect(notes).toContainText(/4o-mini: Tool calls of 1 message are sent as text\.$/)
  await notes.getByRole('button', { name: 'Dismiss' }).click()

  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Attach files' }).click()
  const buffer = Buffer.from('%PDF-1.4 and so on')
  await (
    await chooser
  ).setFiles([
    { name: 'flag.png', mimeType: 'image/png', buffer: smallPng },
    { name: 'paper.pdf', mimeType: 'application/pdf', buffer },
  ])
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeEnabled()
  await person.send('What is on it?')
  await person.untilOver(2)
  const losses = [
    'Tool calls of 1 message are sent as text',
    'Images of 1 message are replaced by a note: the model does not take them',
    'Files of 1 message are replaced by a note, with their text where they have one',
  ]
  const note = notes.filter({ hasText: new RegExp(`Llama 3\\.3.*: ${losses.join('. ')}`) })

  await ask(person, '@llama', /Llama 3\.3/)
  await expect(note).toBeVisible()
  await note.getByRole('button', { name: 'Dismiss' }).click()
  await expect(note).toHaveCount(0)
  await page.getByRole('button', { name: 'Answer with the thread’s model' }).click()
  await person.composer.fill('')

  await compare(person, ['Llama 3.3'])
  await expect(note).toBeVisible()
  await note.getByRole('button', { name: 'Dismiss' }).click()
  await expect(note).toHaveCount(0)

  await person.pickModel('Llama 3.3')
  await expect(note).toBeVisible()
})
