import { expect, Person, test, unique, type UpstreamControl } from './fixtures'
import { findBarriers } from './support/find-barriers'
import { giveFile } from './support/give-file'
import { smallPng } from './support/small-png'
import { untilCodeIsThere } from './support/until-code-is-there'

type Content =
  | string
  | { type: string; text?: string; image_url?: { url: string }; file?: { file_data: string } }[]
type Sent = { model: string; messages: { role: string; content: Content }[] }

/** What the provider was sent as the newest question. */
async function newestQuestion(upstream: UpstreamControl) {
  const { model, messages } = (await upstream.completions()).at(-1)?.body as Sent
  const content = messages.at(-1)?.content ?? ''
  const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : content
  return { model, parts, text: parts.map(({ text = '' }) => text).join('') }
}

const png = { name: 'flag.png', mimeType: 'image/png', buffer: smallPng }
const notes = { name: 'notes.md', mimeType: 'text/markdown', buffer: Buffer.from('Say sesame.') }

/** Chooses files as the button lets a person do. */
async function choose({ page }: Person, files: (typeof png)[]) {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Attach files' }).click()
  await (await chooser).setFiles(files)
}

const attached = ({ page }: Person) =>
  page.getByRole('form', { name: 'Message' }).getByRole('list', { name: 'Attached files' })

test('A question that is edited keeps its files and what was said before it', async ({
  person,
  upstream,
}) => {
  const { page } = person
  await person.newThread()
  await person.pickModel('GPT-4o-mini')
  const before = unique('Before all')
  await person.send(before)
  await person.untilOver(1)
  await choose(person, [png])
  await expect(attached(person).getByRole('listitem')).toHaveCount(1)
  await person.send('What is this?')
  await person.untilOver(2)
  await person.question('What is this?').getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Edit message' }).fill('What is that?')
  await page.getByRole('button', { name: 'Save & send' }).click()
  await expect(person.question('What is this?')).toHaveCount(0)
  await person.untilOver(2)
  const edited = person.question('What is that?')
  await expect(edited.getByRole('img', { name: 'flag.png' })).toBeVisible()
  await expect(edited.getByText('2/2')).toBeVisible()
  const { parts, text } = await newestQuestion(upstream)
  expect(parts.filter(({ type }) => type === 'image_url')).toHaveLength(1)
  expect(text).toBe('What is that?')
  const sent = JSON.stringify((await upstream.completions()).at(-1)?.body)
  expect(sent).toContain(before)
  expect(sent).not.toContain('What is this?')
})

test('A person attaches files by button, paste and drop, and the model gets them', async ({
  person,
  upstream,
  complaints,
}) => {
  complaints.expect(/the server responded with a status of 415/)
  const { page } = person
  await person.newThread()
  await person.pickModel('GPT-4o-mini')
  await choose(person, [png, notes])
  const items = attached(person).getByRole('listitem')
  await expect(items).toHaveCount(2)
  await giveFile(page, 'paste', 'pasted.png')
  await expect(items).toHaveCount(3)
  await giveFile(page, 'dragover', 'x')
  await expect(page.getByText('Drop files to attach them')).toBeVisible()
  expect(await findBarriers(page)).toEqual([])
  await giveFile(page, 'drop', 'dropped.png')
  await expect(items).toHaveCount(4)
  await expect(page.getByText('Drop files to attach them')).toBeHidden()

  await choose(person, [{ ...png, name: 'a.zip', buffer: Buffer.from('PK\u0003\u0004zip') }])
  await expect(items.last().getByRole('alert')).toContainText('Only images')
  await expect(page.locator('[data-status=uploading]')).toHaveCount(0)
  expect(await findBarriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Remove a.zip' }).click()
  await page.getByRole('button', { name: 'Remove dropped.png' }).click()
  await expect(items).toHaveCount(3)

  // What has arrived outlives the page.
  await person.composer.fill('What is this?')
  await person.reload()
  await expect(items).toHaveCount(3)
  await expect(person.composer).toHaveValue('What is this?')
  await person.pickModel('GPT-4o-mini')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(items).toHaveCount(0)
  await person.untilOver(1)

  const { parts, text } = await newestQuestion(upstream)
  expect(parts.filter(({ type }) => type === 'image_url')).toHaveLength(2)
  expect(text).toBe('What is this?[File: notes.md]\nSay sesame.')

  await person.answer(1).getByRole('button', { name: 'What was sent' }).click()
  const sent = page.getByRole('dialog', { name: 'What was sent' })
  const sentImage = sent.locator('details').filter({ hasText: '[Image: flag.png]' })
  await sentImage.locator('summary').click()
  await expect(sentImage.getByRole('img', { name: '[Image: flag.png]' })).toBeVisible()
  expect(await findBarriers(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(sent).toBeHidden()

  const question = person.question('What is this?')
  const carried = question.getByRole('list', { name: 'Attached files' })
  await expect(carried.getByRole('listitem')).toHaveCount(3)
  await person.reload()
  await expect(carried.getByRole('link', { name: /notes\.md/ })).toBeVisible()
  const small = carried.getByRole('img', { name: 'flag.png' })
  await expect.poll(() => small.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(3)
  await carried.getByRole('button', { name: 'Open flag.png' }).click()
  const viewer = page.getByRole('dialog', { name: 'flag.png' })
  await expect(viewer.getByRole('img', { name: 'flag.png' })).toBeVisible()
  expect(await findBarriers(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(viewer).toBeHidden()

  await person.pickModel('Meta: Llama 3.3 70B Instruct')
  await choose(person, [png])
  await expect(page.getByText('Llama 3.3 70B Instruct cannot see images')).toBeVisible()
})

test('A model that takes files gets a PDF, and another one is told its name', async ({
  person,
  upstream,
}) => {
  const { page } = person
  const buffer = Buffer.from('%PDF-1.4 and so on')
  const pdf = { name: 'paper.pdf', mimeType: 'application/pdf', buffer }
  const warning = page.getByText(/ cannot read PDF/)
  const sendWithPdf = async (question: string) => {
    await person.composer.fill(question)
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(attached(person)).toHaveCount(0)
  }
  await person.newThread()
  await person.pickModel('GPT-4o-mini')
  await choose(person, [pdf])
  await expect(page.locator('[data-status=ready]')).toHaveCount(1)
  await expect(warning).toHaveCount(0)
  await sendWithPdf('What does it say?')
  await person.untilOver(1)
  const { parts } = await newestQuestion(upstream)
  expect(parts.filter(({ type }) => type === 'file').map(({ file }) => file)).toEqual([
    {
      filename: 'paper.pdf',
      file_data: `data:application/pdf;base64,${buffer.toString('base64')}`,
    },
  ])

  await person.pickModel('Meta: Llama 3.3 70B Instruct')
  await choose(person, [pdf])
  await expect(warning).toBeVisible()
  await sendWithPdf('And now?')
  await person.untilOver(2)
  const newest = await newestQuestion(upstream)
  expect(newest.parts.map(({ type }) => type)).not.toContain('file')
  expect(newest.text).toContain('paper.pdf')
})

test('A draft belongs to its thread, also after a reload', async ({ person, seeds }) => {
  const [a, b] = [unique('Drafted'), unique('Beside')]
  const path = await seeds.thread({ model: 'sim/echo', title: a })
  await seeds.thread({ model: 'sim/echo', title: b })
  await person.open(path)
  await person.composer.fill('For the first')
  await person.goTo(b)
  await expect(person.composer).toHaveValue('')
  await person.composer.fill('For the second')
  await person.goTo(a)
  await expect(person.composer).toHaveValue('For the first')
  await person.reload()
  await expect(person.composer).toHaveValue('For the first')
  await person.goTo(b)
  await expect(person.composer).toHaveValue('For the second')
})

test('What is begun in one tab stays when another tab sends its own', async ({
  person,
  context,
}) => {
  const other = new Person(await context.newPage())
  for (const tab of [person, other]) await tab.newThread()
  const [sent, begun] = [unique('Sent here'), unique('Begun there')]
  await person.composer.fill(sent)
  await other.composer.fill(begun)
  await person.page.getByRole('button', { name: 'Send', exact: true }).click()
  await person.untilOver(1)
  await other.reload()
  await expect(other.composer).toHaveValue(begun)
})

test('A draft keeps who is to answer it, as far as they are there', async ({ person, seeds }) => {
  const { page, composer } = person
  const [a, b] = [unique('Asks one'), unique('Asks two')]
  const path = await seeds.thread({ model: 'sim/echo', title: a })
  await seeds.thread({ model: 'sim/echo', title: b })
  const chosen = page.getByText(/^@Llama 3\.3/)
  await person.open(path)
  await composer.fill('For Llama ')
  await page.keyboard.type('@llama')
  await page.getByRole('option', { name: /Llama 3\.3/ }).click()
  await expect(chosen).toBeVisible()

  await person.goTo(b)
  await expect(chosen).toHaveCount(0)
  await composer.fill('For both')
  const picker = await person.openPicker()
  await picker.getByRole('button', { name: 'Compare', exact: true }).click()
  await picker.getByRole('combobox', { name: 'Search models' }).fill('GPT-4o-mini')
  await picker.getByRole('option', { name: 'GPT-4o-mini' }).first().click()
  await picker.getByRole('button', { name: 'Compare these' }).click()
  await expect(person.modelButton).toHaveAccessibleName('Model: 2 models. Change')

  await person.goTo(a)
  await expect(composer).toHaveValue(/^For Llama/)
  await expect(chosen).toBeVisible()
  await person.reload()
  await expect(composer).toHaveValue(/^For Llama/)
  await expect(chosen).toBeVisible()
  await person.goTo(b)
  await person.reload()
  await expect(composer).toHaveValue('For both')
  await expect(person.modelButton).toHaveAccessibleName('Model: 2 models. Change')

  // One of them is no longer offered.
  await page.evaluate(() => {
    for (const [key, value] of Object.entries(localStorage)) {
      if (key.endsWith(':models')) localStorage.setItem(key, `gone/model\n${value}`)
    }
  })
  await person.reload()
  await expect(person.modelButton).toHaveAccessibleName('Model: 2 models. Change')
  await expect(composer).toHaveValue('For both')
  await person.goTo(a)
  await expect(composer).toHaveValue(/^For Llama/)
  await expect(chosen).toBeVisible()
  await page.getByRole('button', { name: 'Answer with the thread’s model' }).click()
  await person.reload()
  await expect(composer).toHaveValue(/^For Llama/)
  await expect(chosen).toHaveCount(0)
})

test('The composer grows with its text until it would hide the thread', async ({ person }) => {
  const lines = (count: number) => Array.from({ length: count }, (_, n) => `Line ${n}`).join('\n')
  const measure = () =>
    person.composer.evaluate((field) => ({
      height: field.clientHeight,
      scrolls: field.scrollHeight > field.clientHeight,
      most: Math.ceil(innerHeight * 0.4),
    }))
  await person.newThread()
  const one = await measure()
  expect(one.scrolls).toBe(false)
  await person.composer.fill(lines(5))
  const five = await measure()
  expect(five.height).toBeGreaterThan(one.height * 1.5)
  expect(five.scrolls).toBe(false)
  await person.composer.fill(lines(100))
  const hundred = await measure()
  expect(hundred.height).toBeGreaterThan(five.height)
  expect(hundred.height).toBeLessThanOrEqual(hundred.most)
  expect(hundred.scrolls).toBe(true)
  await expect(person.composer).toBeInViewport({ ratio: 1 })
  await person.composer.fill('')
  expect(await measure()).toEqual(one)
})

test('A person cancels an upload, and tries one again that did not arrive', async ({
  person,
  complaints,
}) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
  const { page } = person
  await person.newThread()
  const held: (() => void)[] = []
  await page.route('**/api/files?*', async (route) => {
    await new Promise<void>((resolve) => held.push(resolve))
    await route.abort('internetdisconnected').catch(() => undefined)
  })
  await choose(person, [png])
  await expect.poll(() => held.length).toBe(1)
  await page.getByRole('button', { name: 'Cancel flag.png' }).click()
  await expect(attached(person)).toHaveCount(0)
  held[0]?.()
  await choose(person, [notes])
  await person.composer.fill('Read it')
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled()
  await expect(page.getByRole('progressbar', { name: 'Upload of notes.md' })).toBeVisible()
  expect(await findBarriers(page)).toEqual([])
  await expect.poll(() => held.length).toBe(2)
  held[1]?.()
  await expect(attached(person).getByRole('alert')).toHaveText('Files need a connection to Skein.')
  expect(await findBarriers(page)).toEqual([])
  await page.unroute('**/api/files?*')
  await page.getByRole('button', { name: 'Try notes.md again' }).click()
  await expect(page.locator('[data-status=ready]')).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeEnabled()
})

test('With a keyboard, what sends is chosen in the settings', async ({
  person,
  upstream,
  isMobile,
}) => {
  const { page } = person
  const choose = async (key: string) => {
    await person.open('/settings')
    const kept = page.waitForResponse((response) => response.url().endsWith('/api/user/profile'))
    await page.getByRole('radio', { name: key, exact: true }).check({ force: true })
    await kept
  }
  const write = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  await choose('Ctrl or ⌘ and Enter')
  await person.newThread()
  await person.pickModel('Simulator: echo')
  await person.composer.focus()
  await write('a', 'Enter', 'b', 'Shift+Enter', 'c')
  await expect(person.composer).toHaveValue('a\nb\nc')
  await write('Control+Enter')
  await expect(person.composer).toHaveValue('')
  await person.untilOver(1)
  expect((await newestQuestion(upstream)).text).toBe('a\nb\nc')

  await choose(isMobile ? 'Enter' : 'Automatic')
  await expect(
    page.getByText('Shift+Enter begins a new line').filter({ visible: true }),
  ).toHaveCount(1)
  await person.newThread()
  await person.pickModel('Simulator: echo')
  await person.composer.focus()
  await write('d', 'Shift+Enter', 'e')
  await expect(person.composer).toHaveValue('d\ne')
  await write('Enter')
  await expect(person.composer).toHaveValue('')
  await person.untilOver(1)
  // As it was, for who comes after.
  if (isMobile) await choose('Automatic')
})

test(
  'On a touch screen Enter begins a line, and the button sends',
  { tag: '@phone' },
  async ({ person, upstream }) => {
    const { page } = person
    await person.newThread()
    await person.pickModel('Simulator: echo')
    await expect(person.composer).toHaveAttribute('enterkeyhint', 'enter')
    await person.composer.tap()
    for (const key of ['a', 'Enter', 'b']) await page.keyboard.press(key)
    await expect(person.composer).toHaveValue('a\nb')
    await page.getByRole('button', { name: 'Send', exact: true }).tap()
    await person.untilOver(1)
    expect((await newestQuestion(upstream)).text).toBe('a\nb')
    await person.open('/settings')
    await expect(
      page.getByText(/On this device .* begins a new line, and the button/),
    ).toBeVisible()
    await expect(page.getByText('Shift+Enter begins a new line.')).toBeHidden()
  },
)

test('A person keeps prompts, fills one in by / and asks one model by @', async ({
  person,
  upstream,
}) => {
  const { page } = person
  const name = unique('greet').replace(' ', '-')
  await person.open('/prompts')
  await page.getByRole('button', { name: 'New prompt' }).click()
  const dialog = page.getByRole('dialog', { name: 'New prompt' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('textbox', { name: 'Text' }).fill('Greet {{who}} in {{language}}.')
  await expect(dialog.getByText('Asks for: who, language')).toBeVisible()
  expect(await findBarriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(`/${name}`)).toBeVisible()

  await person.newThread()
  await person.pickModel('Simulator: echo')
  await person.composer.focus()
  await page.keyboard.type(`Please: /${name.slice(0, 8)}`)
  const option = page.getByRole('option', { name: new RegExp(name) })
  await expect(option).toBeVisible()
  const id = (await option.getAttribute('id')) ?? ''
  await expect(person.composer).toHaveAttribute('aria-activedescendant', id)
  expect(await findBarriers(page)).toEqual([])
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name })
  await expect(form.getByRole('textbox', { name: 'who' })).toBeFocused()
  await page.keyboard.type('Ada')
  await form.getByRole('textbox', { name: 'language' }).fill('French')
  await form.getByRole('button', { name: 'Insert' }).click()
  await expect(person.composer).toHaveValue('Please: Greet Ada in French.')
  await expect(person.composer).toBeFocused()

  await page.keyboard.type(' @')
  const models = page.getByRole('listbox', { name: 'Models' })
  await expect(models.getByRole('option').nth(7)).toBeAttached()
  for (let n = 0; n < 7; n++) await page.keyboard.press('ArrowDown')
  const active = models.getByRole('option', { selected: true })
  await expect(active).toBeInViewport({ ratio: 1 })
  expect(await models.evaluate((list) => list.scrollTop)).toBeGreaterThan(0)

  // By its id as well as by its name.
  await page.keyboard.type('meta-llama/llama')
  const model = page.getByRole('option', { name: /Llama 3\.3/ })
  await expect(model).toContainText(/window.*\$.* in, .* out.*tools/)
  await page.getByRole('listbox', { name: 'Models' }).evaluate((list) => {
    if (list.scrollWidth > list.clientWidth) throw new Error('The list is wider than its place.')
  })
  await model.click()
  await expect(page.getByText(/^@Llama 3\.3/)).toBeVisible()
  expect(await findBarriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await person.untilOver(1)
  const first = await newestQuestion(upstream)
  expect(first.model).toBe('meta-llama/llama-3.3-70b-instruct')
  expect(first.text.trim()).toBe('Please: Greet Ada in French.')
  await expect(page.getByText(/^@Llama 3\.3/)).toHaveCount(0)
  await person.send('/etc/hosts is a path')
  await person.untilOver(2)
  expect((await newestQuestion(upstream)).model).toBe('sim/echo')

  await person.open('/prompts')
  await page.getByRole('button', { name: `Delete ${name}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText(`/${name}`)).toHaveCount(0)
})

test('A message waits for its files, and what is written meanwhile goes on with its thread', async ({
  person,
  seeds,
  complaints,
}) => {
  complaints.expect(/ERR_FAILED|Failed to load resource/)
  const { page } = person
  await seeds.untilModelsAreKnown()
  await person.newThread()
  await person.pickModel('GPT-4o-mini')
  await page.route('**/api/files?*', (route) => route.abort())
  await choose(person, [png])
  await person.composer.fill(unique('Look at this'))
  await expect(page.getByText('A file has not arrived.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled()
  await page.unroute('**/api/files?*')
  await page.getByRole('button', { name: 'Try flag.png again' }).click()
  await expect(page.getByText('A file has not arrived.')).toBeHidden()

  const taken = Promise.withResolvers<void>()
  await page.route('**/api/chat', async (route) => {
    await taken.promise
    await route.continue()
  })
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await person.composer.fill('And then')
  await choose(person, [notes])
  await expect(attached(person).getByRole('listitem')).toHaveCount(1)
  taken.resolve()
  await person.untilOver(1)
  await expect(person.composer).toHaveValue('And then')
  await expect(attached(person)).toContainText('notes.md')
  await person.reload()
  await expect(person.composer).toHaveValue('And then')
  await expect(attached(person)).toContainText('notes.md')
  await person.newThread()
  await expect(person.composer).toHaveValue('')
  await expect(attached(person)).toHaveCount(0)
})

test('A person dictates where the browser understands speech', async ({ person }) => {
  const { page } = person
  await page.addInitScript(() => {
    class Recogniser {
      onresult?: (event: unknown) => void
      onend?: () => void
      start() {
        Object.assign(window, { recogniser: this })
      }
      stop() {
        this.onend?.()
      }
      abort() {}
      say(...heard: string[]) {
        this.onresult?.({ results: heard.map((transcript) => ({ 0: { transcript } })) })
      }
    }
    Object.assign(window, { SpeechRecognition: Recogniser })
  })
  const say = (...heard: string[]) =>
    page.evaluate(
      (all) =>
        (window as unknown as { recogniser: { say(...heard: string[]): void } }).recogniser.say(
          ...all,
        ),
      heard,
    )
  await person.newThread()
  await person.composer.fill('Note:')
  await page.getByRole('button', { name: 'Dictate' }).click()
  const stop = page.getByRole('button', { name: 'Stop listening' })
  await expect(stop).toHaveAttribute('aria-pressed', 'true')
  await say('hello wor')
  await expect(person.composer).toHaveValue('Note: hello wor')
  await say('hello world', ' and all')
  await expect(person.composer).toHaveValue('Note: hello world and all')
  // What is put right by hand meanwhile stays, and what was sent does not come back.
  await person.composer.fill('Note: hello, world!')
  await say('hello world', ' and all', 'of you')
  await expect(person.composer).toHaveValue('Note: hello, world! of you')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(person.composer).toHaveValue('')
  await say('hello world', ' and all', 'of you', 'next')
  await expect(person.composer).toHaveValue('next')
  expect(await findBarriers(page)).toEqual([])
  await stop.click()
  await expect(page.getByRole('button', { name: 'Dictate' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeEnabled()
})

test('Nothing offers to dictate where the browser understands no speech', async ({ person }) => {
  const { page } = person
  const button = page.getByRole('button', { name: 'Dictate' })
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'SpeechRecognition')
    Reflect.deleteProperty(window, 'webkitSpeechRecognition')
  })
  await person.newThread()
  await untilCodeIsThere(page)
  await expect(button).toHaveCount(0)

  // By the name that Safari and Chrome have for it.
  await page.addInitScript(() => Object.assign(window, { webkitSpeechRecognition: class {} }))
  await person.reload()
  await expect(button).toBeVisible()
})
