import { randomUUID } from 'node:crypto'
import { request, type APIRequestContext, type Locator, type Page } from '@playwright/test'
import { expect, Seeds, test as base, UpstreamControl } from './fixtures'
import { UPSTREAM_ORIGIN } from './support/addresses'
import { expectPicture } from './support/expect-picture'
import { smallPng } from './support/small-png'
import { startSkein } from './support/start-skein'

const gpt = 'openai/gpt-4o'
const claude = 'anthropic/claude-3.5-sonnet'

const longAnswer = `A year is **365.2422 days**, so a calendar has to leave some days out.[^1]

| Calendar | Days | Off by a day after |
| --- | ---: | ---: |
| Julian | 365.25 | 128 years |
| Gregorian | 365.2425 | 3 200 years |

Of 400 years, 97 are longer:

$$
365 + \\frac{97}{400} = 365.2425
$$

1. Every fourth year is longer, \`2024\` for one.
2. A century is not, *unless* 400 divides it.

\`\`\`ts
// 2000 was a leap year, 1900 was not.
export function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}
\`\`\`

> Thirty days hath September.

[^1]: The tropical year, at the turn of the century.
`

type Place = { origin: string; long: string; compared: string }

/** A server of its own with the same threads in each run, the newest last. */
async function fill(api: APIRequestContext): Promise<Omit<Place, 'origin'>> {
  const upstream = new UpstreamControl()
  await upstream.clear()
  const seeds = new Seeds(api)
  await seeds.untilModelsAreKnown()
  const change = async (path: string, data: object) => {
    const response = await api.patch(path.replace('/t/', '/api/threads/'), { data })
    expect(response.status(), await response.text()).toBe(200)
  }
  const folder = async (name: string) =>
    ((await (await api.post('/api/folders', { data: { name } })).json()) as { id: string }).id
  // Each thread costs less than the one before, so that they have an order.
  let cost = 0.1
  const thread = async (title: string, text: string, model = gpt) => {
    cost -= 0.01
    const usage = { prompt_tokens: 1200, completion_tokens: 400 }
    await upstream.script(model, { text, cost, usage })
    return seeds.thread({ model, title, questions: [title] })
  }

  for (const title of ['Notes of the move', 'A name for the cat']) {
    await change(await thread(title, 'Here are ten.'), { archived: true })
  }
  const [work, garden] = [await folder('Work'), await folder('Garden')]
  const letter = await thread('Letter to the landlord', 'Dear Ms Berg,')
  await change(letter, { folder_id: work })
  for (const title of ['When to cut roses', 'Bulbs that mice leave alone']) {
    await change(await thread(title, 'In early spring.'), { folder_id: garden })
  }
  await change(await thread('Shopping for the week', 'Bread, milk.'), { pinned: true })
  await thread('A title that is far too long for the list of threads and ends', 'Yes.', claude)

  const long = await thread('How long is a year?', longAnswer)
  const compared = await seeds.thread({ model: gpt, title: 'The capital of Australia' })
  await upstream.script(gpt, { text: 'It is **Canberra**, since 1913.', cost: 0.003 })
  const another = 'Canberra. It was founded as a compromise between *Sydney* and *Melbourne*.'
  await upstream.script(claude, { text: another, cost: 0.004 })
  const asked = await api.post('/api/chat', {
    data: {
      id: compared.replace('/t/', ''),
      message: {
        id: randomUUID(),
        role: 'user',
        parts: [{ type: 'text', text: 'What is the capital of Australia?' }],
      },
      models: [`openrouter/${gpt}`, `openrouter/${claude}`],
    },
  })
  expect(asked.status(), await asked.text()).toBe(200)
  return { long, compared }
}

const test = base.extend<object, { place: Place }>({
  place: [
    async ({}, lend) => {
      const skein = await startSkein({
        name: 'looks',
        env: {
          DEFAULT_MODEL: `openrouter/${gpt}`,
          OPENROUTER_BASE_URL: `${UPSTREAM_ORIGIN}/api/v1`,
          OPENROUTER_API_KEY: 'key-of-the-simulator',
        },
      })
      const api = await request.newContext({ baseURL: skein.origin })
      await lend({ origin: skein.origin, ...(await fill(api)) })
      await api.dispose()
      await skein.dispose()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: async ({ place }, lend) => lend(place.origin),
})

/** Compares with e2e/looks, which `npm run test:e2e -- looks --update-snapshots` writes anew. */
const look = (shown: Page | Locator, name: string) =>
  // A page is mostly empty: what is written on it is a few hundredths of it.
  expectPicture(shown, ['e2e/looks', name], { maxDiffPixelRatio: 0.005 })

async function lookInBothThemes(page: Page, name: string, shown: Page | Locator = page) {
  await look(shown, name)
  await page.emulateMedia({ colorScheme: 'dark' })
  await look(shown, `${name}-dark`)
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Nothing is scrolled away. */
async function makeRoom(page: Page, height: number) {
  const { width } = page.viewportSize() ?? { width: 1280 }
  await page.setViewportSize({ width, height })
}

test('The settings, the usage and the archive look as they did', async ({ person }) => {
  const { page } = person
  const main = page.getByRole('main')
  await makeRoom(page, 2500)
  await person.open('/settings')
  await lookInBothThemes(page, 'settings', main)

  await makeRoom(page, 1300)
  await person.open('/usage')
  await expect(page.locator('.recharts-bar-rectangle').first()).toBeAttached()
  await lookInBothThemes(page, 'usage', main)

  await makeRoom(page, 240)
  await person.open('/archived')
  await look(main, 'archived')
})

test('The list of threads and the picker of models look as they did', async ({ person }) => {
  const { page } = person
  await person.newThread()
  const list = await person.threads()
  await list.getByRole('button', { name: 'Garden', exact: true }).click()
  await expect(list.getByRole('link', { name: 'When to cut roses' })).toBeVisible()
  await lookInBothThemes(page, 'threads')

  await person.newThread()
  await person.openPicker()
  await lookInBothThemes(page, 'picker')
})

test('Answers look as they did, a long one and two side by side', async ({ person, place }) => {
  const { page } = person
  await makeRoom(page, 1080)
  await person.open(place.long)
  await expect(person.answer(1).locator('.katex-html')).toBeVisible()
  await expect(person.answer(1).locator('.code-keyword').first()).toBeVisible()
  await lookInBothThemes(page, 'answer')

  await makeRoom(page, 800)
  await person.open(place.compared)
  await expect(page.getByRole('group', { name: /answers side by side/ })).toContainText('Sydney')
  for (const n of [1, 2]) await person.untilOver(n)
  await lookInBothThemes(page, 'comparison')
})

test('What opens over a thread looks as it did', async ({ person, place }) => {
  const { page } = person
  await makeRoom(page, 800)
  await person.open(place.compared)
  for (const n of [1, 2]) await person.untilOver(n)

  await page.keyboard.press('ControlOrMeta+k')
  const search = page.getByRole('dialog', { name: 'Search' })
  await search.getByRole('combobox').fill('year')
  await expect(search.getByRole('option', { name: 'How long is a year?' }).first()).toBeVisible()
  await expect(search.locator('mark').first()).toBeVisible()
  await lookInBothThemes(page, 'search')

  await search.getByRole('combobox').fill('keyboard')
  await search.getByRole('option', { name: 'Keyboard shortcuts' }).click()
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await lookInBothThemes(page, 'shortcuts')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Thread actions' }).click()
  await look(page, 'thread-menu')
  await page.getByRole('menuitem', { name: 'Share…' }).click()
  await expect(page.getByRole('dialog', { name: 'Share this thread' })).toBeVisible()
  await lookInBothThemes(page, 'share')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: /^Context: .+ of the window used/ }).click()
  const inspector = page.getByRole('dialog', { name: 'Next turn' })
  await expect(inspector.getByRole('heading', { name: 'Window' })).toBeVisible()
  await lookInBothThemes(page, 'inspector')
})

test('The composer with files and a temporary thread look as they did', async ({ person }) => {
  const { page } = person
  await makeRoom(page, 600)
  await person.newThread()
  await page.locator('input[type=file]').setInputFiles([
    { name: 'Sunrise.png', mimeType: 'image/png', buffer: smallPng },
    { name: 'Sunrise.csv', mimeType: 'text/csv', buffer: Buffer.from('day,hour\n1,8\n') },
  ])
  const files = page.getByRole('list', { name: 'Attached files' }).getByRole('listitem')
  await expect(files).toHaveCount(2)
  await expect(page.locator('[data-status=uploading]')).toHaveCount(0)
  await person.composer.fill('When does the sun rise?\nAnd when does it set?')
  await lookInBothThemes(page, 'composer')

  await person.open('/temporary')
  await expect(page.getByText('Nothing of it is stored')).toBeVisible()
  await lookInBothThemes(page, 'temporary')
})
