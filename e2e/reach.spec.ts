import { randomUUID } from 'node:crypto'
import type { APIRequestContext, Locator, Page } from '@playwright/test'
import { expect, test, unique, type Person, type Seeds, type UpstreamControl } from './fixtures'
import { settled } from './support/find-barriers'
import { findCutOff, findTooSmall } from './support/find-misfits'
import { smallPng } from './support/small-png'

const question = 'Which of both?'
const picture = { name: `${'flag'.repeat(20)}.png`, mimeType: 'image/png', buffer: smallPng }

/** What is listed, with names as long as they come, and one of a letter. */
type Kept = { title: string; path: string; prompt: string }

async function keep(
  seeds: Seeds,
  upstream: UpstreamControl,
  request: APIRequestContext,
): Promise<Kept> {
  const post = async (path: string, options: object) => {
    const response = await request.post(path, options)
    expect(response.ok(), await response.text()).toBe(true)
    return response
  }
  const prompt = `${unique('greet')}-${'w'.repeat(40)}`.replace(' ', '-')
  await post('/api/prompts', { data: { name: prompt, text: `Greet {{who}}. ${'W'.repeat(200)}` } })
  await post('/api/folders', { data: { name: unique('Folder'.repeat(8)) } })
  const archived = await seeds.thread({ model: 'sim/echo', title: unique('Archived'.repeat(8)) })
  await request.patch(archived.replace('/t/', '/api/threads/'), { data: { archived: true } })

  // The threads that cost most are listed.
  await upstream.script('sim/echo', { tokens: 1, cost: 50 })
  await seeds.thread({ model: 'sim/echo', title: 'A', questions: ['B'] })

  const title = unique('Title'.repeat(12))
  const path = await seeds.thread({ model: 'openai/gpt-4o', title, questions: ['W'.repeat(200)] })
  const file = (await (
    await post(`/api/files?name=${picture.name}`, { data: smallPng })
  ).json()) as { id: string }
  const parts = [
    { type: 'text', text: question },
    { type: 'file', url: `/api/files/${file.id}`, mediaType: 'image/png', filename: picture.name },
  ]
  await post('/api/chat', {
    data: {
      id: path.replace('/t/', ''),
      message: { id: randomUUID(), role: 'user', parts },
      models: ['openrouter/openai/gpt-4o', 'openrouter/sim/markdown'],
    },
  })
  return { title, path, prompt }
}

type Place = { person: Person; page: Page; kept: Kept }
/** Its name, and how a person gets there from the page that it belongs to. */
type State = [name: string, reach: (place: Place) => Promise<Locator>]

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name })
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).last()

async function choose(page: Page, menu: string, item: string) {
  await button(page, menu).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

/** Opens something by a button. */
const by =
  (opener: string | RegExp, title: string): State[1] =>
  async ({ page }) => {
    await button(page, opener).click()
    return dialog(page, title)
  }

/** Opens something by a menu. */
const byMenu =
  (item: string, title: string, menu = 'Thread actions'): State[1] =>
  async ({ page }) => {
    await choose(page, menu, item)
    return dialog(page, title)
  }

/** Opens something by the menu of a thread in the list. */
const byRow =
  (item: string, reached: (page: Page) => Locator): State[1] =>
  async ({ person, page, kept }) => {
    await person.threads()
    await choose(page, `Actions for ${kept.title}`, item)
    return reached(page)
  }

const search = async ({ person, page }: Place, text: string) => {
  await person.threads()
  await button(page, 'Search').click()
  const palette = dialog(page, 'Search')
  await palette.getByRole('combobox').fill(text)
  return palette.getByRole('option')
}

const write = async ({ person, page }: Place, text: string) => {
  await person.composer.fill('')
  await person.composer.pressSequentially(text)
  return page.getByRole('option').first()
}

const threadPage = 'a thread'
const alone: State = ['alone', async ({ page }) => page.getByRole('main')]

const pages: [path: string, states: State[]][] = [
  [
    '/',
    [
      alone,
      ['models', async ({ person }) => person.openPicker()],
      [
        'models to compare',
        async ({ person, page }) => {
          const picker = await person.openPicker()
          await button(page, 'Compare').click()
          await picker.getByRole('option').nth(1).click()
          return button(page, 'Compare these')
        },
      ],
      ['threads', ({ person }) => person.threads()],
      [
        'menu of a thread',
        async (place) => {
          await place.person.threads()
          await button(place.page, `Actions for ${place.kept.title}`).click()
          return place.page.getByRole('menuitem').last()
        },
      ],
      [
        'title of a thread',
        byRow('Rename', (page) => page.getByRole('textbox', { name: 'Title of the thread' })),
      ],
      ['folders', byRow('Move to a folder…', (page) => dialog(page, 'Move the thread'))],
      [
        'selection',
        byRow('Select', (page) => page.getByRole('toolbar', { name: 'Selected threads' })),
      ],
      ['search', async (place) => (await search(place, '')).first()],
      [
        'found messages',
        async (place) => (await search(place, question)).filter({ hasText: question }).first(),
      ],
      [
        'shortcuts',
        async (place) => {
          await (await search(place, 'keyboard')).filter({ hasText: 'Keyboard shortcuts' }).click()
          return dialog(place.page, 'Keyboard shortcuts')
        },
      ],
      ['prompts after /', (place) => write(place, '/greet')],
      [
        'blanks of a prompt',
        async (place) => {
          await (await write(place, `/${place.kept.prompt}`)).click()
          return dialog(place.page, place.kept.prompt)
        },
      ],
      ['models after @', (place) => write(place, '@')],
      [
        'one model asked',
        async (place) => {
          await (await write(place, '@llama')).click()
          return place.page.getByText(/^@Llama/)
        },
      ],
      [
        'long draft',
        async ({ person }) => {
          await person.composer.fill('A line.\n'.repeat(60))
          return person.composer
        },
      ],
      [
        'attachments',
        async ({ page }) => {
          const chooser = page.waitForEvent('filechooser')
          await button(page, 'Attach files').click()
          await (
            await chooser
          ).setFiles([
            picture,
            { ...picture, name: 'a.zip', buffer: Buffer.from('PK\u0003\u0004zip') },
          ])
          await expect(page.locator('[data-status=ready]')).toBeVisible()
          return page.getByRole('alert').filter({ hasText: 'Only images' })
        },
      ],
    ],
  ],
  [
    threadPage,
    [
      ['comparison', async ({ page }) => page.getByRole('group', { name: /answers side by side/ })],
      ['details', by('Details', 'Details of the answer')],
      ['what was sent', by('What was sent', 'What was sent')],
      ['next turn', by(/^Context: /, 'Next turn')],
      ['system prompt', by(/^System prompt/, 'System prompt')],
      ['picture', by(`Open ${picture.name}`, picture.name)],
      ['share', byMenu('Share…', 'Share this thread')],
      [
        'link',
        async (place) => {
          const share = await byMenu('Share…', 'Share this thread')(place)
          await share.getByRole('radio', { name: /^Anyone with the link/ }).check()
          await share.getByRole('button', { name: /^(Make the link|Save)$/ }).click()
          return share.getByRole('textbox', { name: 'Link' })
        },
      ],
      ['date', byMenu('Go to a date…', 'Go to a date')],
      [
        'editor',
        async ({ person, page }) => {
          await person.question(question).getByRole('button', { name: 'Edit' }).click()
          return page.getByRole('textbox', { name: 'Edit message' })
        },
      ],
      [
        'menu of an answer',
        async ({ page }) => {
          await button(page, 'More about this answer').click()
          return page.getByRole('menuitem').last()
        },
      ],
      ['deletion', byMenu('Delete message', 'Delete this message?', 'More about this answer')],
      [
        'another model',
        byMenu('Answer again with…', 'Answer again with…', 'More about this answer'),
      ],
    ],
  ],
  [
    '/settings',
    [
      alone,
      ['all threads', by('Delete all threads…', 'Delete all your threads?')],
      [
        'recorded keys',
        async ({ page }) => {
          await button(page, /^Change the keys of “Begin a new thread”/).click()
          return page.getByText('Press keys…')
        },
      ],
    ],
  ],
  [
    '/usage',
    [
      alone,
      [
        'table',
        async ({ page }) => {
          await page.getByText('The same as a table').click()
          return page.getByRole('group', { name: 'Day' })
        },
      ],
    ],
  ],
  [
    '/prompts',
    [
      alone,
      ['new prompt', by('New prompt', 'New prompt')],
      ['prompt', (place) => by(`Edit ${place.kept.prompt}`, 'Change the prompt')(place)],
      ['deletion', (place) => by(`Delete ${place.kept.prompt}`, 'Delete the prompt')(place)],
    ],
  ],
  ['/data', [alone]],
  ['/archived', [alone]],
  ['/shared-with-me', [alone]],
  ['/temporary', [alone]],
]

/** What Escape closes. */
const layersOf = (page: Page) =>
  page.locator(
    'dialog[open], [role=dialog], [role=menu]:popover-open, [role=toolbar], [role=listbox], ' +
      '[aria-label="Title of the thread"], textarea[aria-label="Edit message"]',
  )

/** Goes to every state once and looks at each. */
async function visitAll(place: Place, look: (name: string) => Promise<void>) {
  const { person, page, kept } = place
  const layers = layersOf(page)
  for (const [path, states] of pages) {
    await person.open(path === threadPage ? kept.path : path)
    for (const [name, reach] of states) {
      await test.step(`${path}, ${name}`, async () => {
        await expect(await reach(place)).toBeVisible()
        await settled(page)
        await look(`${path}, ${name}`)
        for (let open = await layers.count(); open > 0; open = await layers.count()) {
          // The first one empties a field for a search.
          await expect(async () => {
            await page.keyboard.press('Escape')
            await expect.poll(() => layers.count(), { timeout: 1000 }).toBeLessThan(open)
          }).toPass()
        }
      })
    }
  }
}

const screens = [
  { name: 'at 320 pixels', tag: '@phone', use: { viewport: { width: 320, height: 640 } } },
  {
    name: 'at 200 % of 1280 pixels',
    tag: '@desktop',
    use: { viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 },
  },
]

for (const { name, tag, use } of screens) {
  test.describe(name, { tag }, () => {
    test.use(use)
    test('nothing is cut off or too small for a finger', async ({
      person,
      seeds,
      upstream,
      request,
      complaints,
    }) => {
      test.setTimeout(180_000)
      complaints.expect(/the server responded with a status of 415/)
      const { page } = person
      const kept = await keep(seeds, upstream, request)
      await visitAll({ person, page, kept }, async (state) => {
        expect.soft(await findCutOff(page), state).toEqual([])
        if (tag === '@phone') {
          expect.soft(await findTooSmall(page.locator('body')), state).toEqual([])
        }
      })
    })
  })
}
