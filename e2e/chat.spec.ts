import { expect, shortName, test, unique, words, type UpstreamControl } from './fixtures'
import { UPSTREAM_ORIGIN } from './support/addresses'

type Sent = { messages: { role: string; content: string | { text: string }[] }[] }

/** What the newest request to the provider said, as role and text. */
async function lastSent(upstream: UpstreamControl) {
  const { messages } = (await upstream.completions()).at(-1)?.body as Sent
  return messages.map(({ role, content }) => ({
    role,
    text: typeof content === 'string' ? content : content.map(({ text }) => text).join(''),
  }))
}

test('A person sends a message, sees the answer grow, and finds it again after a reload', async ({
  person,
  upstream,
}) => {
  await person.newThread()
  await person.pickModel('Simulator: waits in the middle')
  const question = unique('Count for me')
  await person.send(question)

  await expect(person.page).toHaveURL(/\/t\/[0-9a-f-]{36}$/)
  await expect(person.question(question)).toBeVisible()
  await person.reads(1, words(5))
  await expect(person.answer(1)).toHaveAttribute('aria-busy', 'true')

  await upstream.release('sim/held')
  await person.reads(1, words(20))
  await person.untilOver(1)

  await person.reload()
  await expect(person.question(question)).toHaveCount(1)
  await person.reads(1, words(20))
})

test('A person finds a model by keyboard alone and it answers', async ({ person }) => {
  await person.newThread()
  await person.modelButton.focus()
  await person.page.keyboard.press('Enter')
  const search = person.page.getByRole('combobox', { name: 'Search models' })
  await expect(search).toBeFocused()
  const options = person.page.getByRole('option', { disabled: false })
  await expect(options.first()).toBeVisible()

  await person.page.keyboard.type('gpt-4o')
  await expect(options).toHaveCount(2)
  await person.page.keyboard.press('ArrowDown')
  const [first, second] = [options.nth(0), options.nth(1)]
  await expect(search).toHaveAttribute(
    'aria-activedescendant',
    (await second.getAttribute('id')) ?? '',
  )
  await person.page.keyboard.press('ArrowUp')
  await expect(search).toHaveAttribute(
    'aria-activedescendant',
    (await first.getAttribute('id')) ?? '',
  )
  const name = shortName((await first.innerText()).split('\n')[0] ?? '')
  await person.page.keyboard.press('Enter')

  await expect(person.page.getByRole('dialog')).toHaveCount(0)
  await expect(person.modelButton).toContainText(name)
  await person.send('What is the capital of France?')
  await person.untilOver(1)
  await expect(person.answer(1)).toHaveAccessibleName(`Answer from ${name}`)
  await expect(person.answer(1)).toContainText('Paris')
})

test('A person sees the window and the price of each model, and is told when none is found', async ({
  person,
}) => {
  await person.newThread()
  const dialog = await person.openPicker()
  const search = dialog.getByRole('combobox', { name: 'Search models' })
  await search.fill('claude sonnet')
  const option = dialog.getByRole('option', { name: /Claude 3\.5 Sonnet/ })
  await expect(option).toContainText('200K window')
  await expect(option).toContainText('$3 in, $15 out')
  await search.fill('no model has this name')
  await expect(dialog.getByRole('option')).toHaveCount(0)
  await expect(dialog.getByText('No model is called “no model has this name”.')).toBeVisible()
})

test('A person changes the model in the middle of a thread and the context goes on', async ({
  person,
  seeds,
  upstream,
}) => {
  await person.open(
    await seeds.thread({
      model: 'openai/gpt-4o',
      questions: ['What is the capital of France?'],
    }),
  )
  await expect(person.answer(1)).toContainText('Paris')
  await person.pickModel('Claude 3.5 Sonnet')
  await expect(person.messages.getByText('Now with Claude 3.5 Sonnet')).toBeVisible()

  await person.send('What is its population?')
  await person.untilOver(2)
  await expect(person.answer(2)).toHaveAccessibleName('Answer from Claude 3.5 Sonnet')
  await expect(person.answer(2)).toContainText('approximately 2.1 million people')
  const asked = (await upstream.completions()).at(-1)
  expect(asked?.model).toBe('anthropic/claude-3.5-sonnet')
  const sent = await lastSent(upstream)
  expect(sent.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])

  await person.reload()
  await expect(person.messages.getByText('Now with Claude 3.5 Sonnet')).toHaveCount(1)
  await expect(person.modelButton).toContainText('Claude 3.5 Sonnet')
})

test('A person stops an answer and what had arrived is kept', async ({
  person,
  seeds,
  upstream,
}) => {
  await person.open(await seeds.thread({ model: 'sim/held' }))
  await person.send(unique('Count'))
  await person.reads(1, words(5))
  await person.stop()
  await expect(person.answer(1)).toContainText('Stopped. What had arrived is kept.')
  await person.reads(1, words(5))
  await expect.poll(async () => (await upstream.completions()).at(-1)?.closed).toBe(true)

  await person.reload()
  await expect(person.answer(1)).toContainText('Stopped. What had arrived is kept.')
  await person.reads(1, words(5))
})

test('A person is told why an answer failed, tries again, and it works', async ({
  person,
  seeds,
}) => {
  await person.open(await seeds.thread({ model: 'sim/flaky' }))
  await person.send('What is the capital of Germany?')
  const retry = person.answer(1).getByRole('button', { name: 'Retry' })
  await expect(retry).toBeVisible()
  await expect(person.answer(1)).toContainText('overloaded')
  await expect(person.answer(1)).toContainText('pick another model')
  await retry.click()
  await expect(person.answer(1)).toContainText('Berlin')
  await person.untilOver(1)
  await expect(retry).toHaveCount(0)

  await person.reload()
  await expect(person.answer(1)).toContainText('Berlin')
  await expect(person.answer(2)).toHaveCount(0)
  await expect(person.page.getByRole('article', { name: 'You' })).toHaveCount(1)
})

test('A person who reloads after a failure can still try again', async ({
  person,
  seeds,
  upstream,
}) => {
  await upstream.script('openai/gpt-4o-mini', [{ status: 503 }, { text: 'It works now.' }])
  const path = await seeds.thread({ model: 'openai/gpt-4o-mini' })
  await seeds.ask(path, unique('Are you there?'))
  await person.open(path)
  await person.answer(1).getByRole('button', { name: 'Retry' }).click()
  await expect(person.answer(1)).toContainText('It works now.')
})

test('A person keeps the half of an answer that broke off, and can ask again', async ({
  person,
  seeds,
}) => {
  await person.open(await seeds.thread({ model: 'sim/mid-stream-error' }))
  await person.send(unique('Count'))
  await expect(person.answer(1).getByRole('button', { name: 'Retry' })).toBeVisible()
  await person.reads(1, words(5))
  await person.reload()
  await expect(person.answer(1).getByRole('button', { name: 'Retry' })).toBeVisible()
  await person.reads(1, words(5))
})

test('A person writes on while an answer runs, and all is answered in its order', async ({
  person,
  seeds,
  upstream,
}) => {
  await upstream.script('openai/gpt-4o', [
    { tokens: 10, holdAfterTokens: 5 },
    { text: 'The second answer.' },
    { text: 'The third answer.' },
  ])
  await person.open(await seeds.thread({ model: 'openai/gpt-4o' }))
  await person.send('First')
  await person.reads(1, words(5))
  await person.send('Second')
  await expect(person.answer(2)).toContainText('Waiting, 1 ahead.')
  await person.send('Third')
  await expect(person.answer(3)).toContainText('Waiting, 2 ahead.')

  await upstream.release('openai/gpt-4o')
  await person.untilOver(3)
  await person.reads(1, words(10))
  await expect(person.answer(2)).toContainText('The second answer.')
  await expect(person.answer(3)).toContainText('The third answer.')
  const roles = ['user', 'assistant', 'user', 'assistant', 'user']
  const sent = await lastSent(upstream)
  expect(sent.map(({ role }) => role)).toEqual(roles)
  expect(sent.filter(({ role }) => role === 'user').map(({ text }) => text)).toEqual([
    'First',
    'Second',
    'Third',
  ])
})

test('A person queues more messages than a browser has connections, and can still stop', async ({
  person,
  seeds,
  upstream,
}) => {
  const held = { tokens: 10, holdAfterTokens: 5 }
  await upstream.script('openai/gpt-4o', [held, held, { text: 'Now you.' }])
  await person.open(await seeds.thread({ model: 'openai/gpt-4o' }))
  await person.send('Message 1')
  await person.reads(1, words(5))
  for (let n = 2; n <= 8; n++) {
    await person.send(`Message ${n}`)
    await expect(person.answer(n)).toContainText(`Waiting, ${n - 1} ahead.`)
  }
  await person.stop()
  await expect(person.answer(1)).toContainText('Stopped. What had arrived is kept.')
  await person.reads(2, words(5))
  await expect(person.answer(8)).toContainText('Waiting, 6 ahead.')

  await person.reload()
  await person.reads(2, words(5))
  await person.answer(3).getByRole('button', { name: 'Take it back' }).click()
  await expect(person.question('Message 3')).toHaveCount(0)
  await person.stop()
  await person.untilOver(7)
  await expect(person.answer(7)).toContainText('Now you.')
})

test('A person edits and takes back messages that are still waiting', async ({
  person,
  seeds,
  upstream,
}) => {
  await person.open(await seeds.thread({ model: 'sim/held' }))
  await person.send('First')
  await person.reads(1, words(5))
  await person.send('Second')
  await person.send('Thrid')
  await expect(person.answer(3)).toContainText('Waiting, 2 ahead.')

  // They are in the queue of the server.
  await person.reload()
  await expect(person.answer(3)).toContainText('Waiting, 2 ahead.')
  await person.answer(2).getByRole('button', { name: 'Take it back' }).click()
  await expect(person.question('Second')).toHaveCount(0)
  await person.answer(2).getByRole('button', { name: 'Edit' }).click()
  await expect(person.composer).toHaveValue('Thrid')
  await expect(person.question('Thrid')).toHaveCount(0)
  await upstream.script('sim/held', { text: 'The third answer.' })
  await person.send('Third')
  await expect(person.answer(2)).toContainText('Waiting, 1 ahead.')
  await upstream.release('sim/held')
  await person.reads(1, words(20))
  await expect(person.answer(2)).toContainText('The third answer.')
  const sent = await lastSent(upstream)
  expect(sent.filter(({ role }) => role === 'user').map(({ text }) => text)).toEqual([
    'First',
    'Third',
  ])
})

test('A person who leaves a system prompt half written is asked once, and loses it only then', async ({
  person,
  seeds,
}) => {
  const { page } = person
  await person.open(await seeds.thread({ model: 'sim/echo' }))
  await page.getByRole('button', { name: /^System prompt/ }).click()
  const dialog = page.getByRole('dialog', { name: 'System prompt' })
  const answers = [false, true]
  page.on('dialog', (question) => (answers.shift() ? question.accept() : question.dismiss()))
  await dialog.getByRole('textbox').fill('Answer briefly.')
  await page.keyboard.press('Escape')
  await expect(dialog.getByRole('textbox')).toHaveValue('Answer briefly.')
  expect(answers).toEqual([true])
  await dialog.getByRole('textbox').press('End')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  expect(answers).toEqual([])
})

test('A person copies an answer, just come or stored', async ({ person, seeds, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const clipboard = () => person.page.evaluate(() => navigator.clipboard.readText())
  const copy = person.page.getByRole('button', { name: 'Copy answer' })
  await person.open(await seeds.thread({ model: 'sim/echo' }))
  const text = unique('Say this')
  await person.send(text)
  await person.untilOver(1)
  await copy.click()
  const said = `I received 1 message (user). You said: "${text}"`
  await expect.poll(clipboard).toBe(said)

  await person.page.evaluate(() => navigator.clipboard.writeText(''))
  await person.reload()
  await copy.click()
  await expect.poll(clipboard).toBe(said)
})

test('A person writes a system prompt, and the model gets it before every message', async ({
  person,
  upstream,
}) => {
  const rule = unique('Answer like a pirate')
  const editPrompt = () => person.page.getByRole('button', { name: /^System prompt/ }).click()
  const dialog = person.page.getByRole('dialog', { name: 'System prompt' })
  const field = dialog.getByRole('textbox', { name: 'System prompt' })
  await person.newThread()
  await person.pickModel('GPT-4o-mini')
  await editPrompt()
  await field.fill(rule)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await person.send('Hello')
  await person.untilOver(1)
  expect((await lastSent(upstream))[0]).toEqual({ role: 'system', text: rule })

  await person.reload()
  await editPrompt()
  await expect(field).toHaveValue(rule)
  await field.fill(`${rule}, but politely`)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await person.send('Hello again')
  await person.untilOver(2)
  const changed = { role: 'system', text: `${rule}, but politely` }
  expect((await lastSent(upstream))[0]).toEqual(changed)
})

test('A person reads tables, code and lists, while it arrives and after a reload', async ({
  person,
  seeds,
}) => {
  await person.open(await seeds.thread({ model: 'sim/markdown' }))
  await person.send(unique('Show everything'))
  await person.untilOver(1)
  for (const isReloaded of [false, true]) {
    if (isReloaded) await person.reload()
    const answer = person.answer(1)
    await expect(answer.getByRole('cell', { name: 'beta' })).toBeVisible()
    await expect(answer.getByRole('columnheader', { name: 'Value' })).toBeVisible()
    await expect(answer.getByRole('listitem').filter({ hasText: 'nested' }).last()).toBeVisible()
    await expect(answer.getByRole('checkbox', { name: 'Done' })).toBeChecked()
    await expect(answer.getByRole('heading', { name: 'Lists' })).toBeVisible()
    await expect(answer.getByRole('code').filter({ hasText: 'export function add' })).toBeVisible()
    await expect(answer.getByRole('button', { name: 'Copy code' })).toBeVisible()
    await expect(person.page).not.toHaveTitle(/raw HTML/)
  }
})

test('An answer is Markdown while it comes, and what stands does not change', async ({
  person,
  seeds,
  upstream,
}) => {
  const model = 'openai/gpt-4o-mini'
  const text = [
    '# So far\n\nIt is **bold**.\n\n',
    '| A | B |\n| - | - |\n',
    '| one ',
    '| two |\n\nEnd.',
  ]
  await upstream.script(model, { text, holdAfterTokens: 3 })
  await person.open(await seeds.thread({ model }))
  await person.send(unique('Show'))
  const answer = person.answer(1)
  await expect(answer.getByRole('cell', { name: 'one' })).toBeVisible()
  await expect(answer).toHaveAttribute('aria-busy', 'true')
  await expect(answer.getByRole('heading', { name: 'So far' })).toBeVisible()
  await expect(answer.getByRole('strong')).toHaveText('bold')
  const paragraph = (await answer.getByText('It is bold.').elementHandle())!
  await person.page.evaluate((element) => getSelection()?.selectAllChildren(element), paragraph)
  await upstream.release(model)
  await expect(answer.getByRole('cell', { name: 'two' })).toBeVisible()
  await person.untilOver(1)
  expect(await paragraph.evaluate((element) => element.isConnected)).toBe(true)
  expect(await person.page.evaluate(() => getSelection()?.toString())).toBe('It is bold.')
})

test('A person is safe from HTML and pictures that a model writes', async ({
  person,
  seeds,
  upstream,
}) => {
  const picture = `${UPSTREAM_ORIGIN}/picture.png`
  await upstream.script('openai/gpt-4o-mini', {
    text: [
      `<img src="${picture}?raw" onerror="document.title='run'">`,
      `\n\n![a cat](${picture}?markdown)\n\n`,
      `[click](javascript:document.title='run')\n\n<b>bold?</b> The end.`,
    ],
  })
  await person.open(await seeds.thread({ model: 'openai/gpt-4o-mini' }))
  await person.send(unique('Attack'))
  await person.untilOver(1)
  for (const isReloaded of [false, true]) {
    if (isReloaded) await person.reload()
    const answer = person.answer(1)
    await expect(answer).toContainText('The end.')
    await expect(answer).toContainText('<img src=')
    await expect(answer).toContainText('<b>bold?</b>')
    await expect(answer.getByRole('img')).toHaveCount(0)
    await expect(
      answer.getByRole('link', { name: /^Open the picture on .*: a cat$/ }),
    ).toHaveAttribute('href', `${picture}?markdown`)
    await answer.getByText('click').click()
    await expect(person.page).not.toHaveTitle('run')
  }
  const paths = (await upstream.requests()).map(({ path }) => path)
  expect(paths).not.toContain('/picture.png')
})
