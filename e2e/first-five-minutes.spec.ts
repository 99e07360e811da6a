import type { Page } from '@playwright/test'
import { expect, Person, UpstreamControl } from './fixtures'
import { expectPicture } from './support/expect-picture'
import { withOwnSkein } from './support/own-skein'

const test = withOwnSkein('first-five-minutes', { DEFAULT_MODEL: 'openrouter/openai/gpt-4o' })

const question = 'How long does light take from the Sun to us?'
const better = 'How long does light take from the Sun to Mars?'
const toEarth = `About **8 minutes and 20 seconds**. The distance divided by the speed of light:

$$
t = \\frac{d}{c} = \\frac{1.496 \\times 10^{11}\\ \\text{m}}{2.998 \\times 10^{8}\\ \\text{m/s}} \\approx 499\\ \\text{s}
$$

| From | To | Takes |
| --- | --- | --- |
| Sun | Mercury | 3 min 13 s |
| Sun | Earth | 8 min 20 s |
| Sun | Neptune | 4 h 10 min |

\`\`\`ts
const c = 299_792_458 // metres a second
export const lightSeconds = (metres: number) => metres / c
\`\`\`
`
const toMars = 'About **12 minutes and 40 seconds** on average, as Mars is 228 million km away.'
const drawn = 'The picture is a single pixel, so I cannot say much about it.'
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

/** What README.md shows; written anew by `npm run test:e2e -- first-five-minutes --update-snapshots`. */
const show = (page: Page, name: string) => expectPicture(page, ['docs/images', name])

test('the first five minutes', async ({ page, openBrowser, skein: _skein }, { project }) => {
  test.setTimeout(240_000)
  const isPhone = project.name === 'phone'
  const person = new Person(page)
  const upstream = new UpstreamControl()
  await upstream.clear()

  await test.step('1. makes an account', async () => {
    await page.goto('/')
    await expect(page.getByRole('heading', { name: 'Welcome to Skein' })).toBeVisible()
    await page.waitForFunction(() =>
      Object.keys(document.querySelector('main form button') ?? {}).some((key) =>
        key.startsWith('__reactProps'),
      ),
    )
    await page.getByLabel('Name').fill('Ada')
    await page.getByLabel('E-mail address').fill('ada@example.org')
    await page.getByLabel('Password', { exact: true }).fill('the password of Ada')
    await show(page, 'welcome')
    await page.getByRole('button', { name: 'Make the account' }).click()
    await page.waitForURL('/')
    await expect
      .poll(async () => (await page.request.get('/api/models')).text())
      .toContain('openrouter/openai/gpt-4o')
    await person.reload()
  })

  await test.step('2. asks a question and reads the answer as it comes', async () => {
    await upstream.script('openai/gpt-4o', { text: toEarth, reasoning: 'Divide the distance.' })
    await person.send(question)
    await person.untilOver(1)
    await expect(person.answer(1)).toContainText('8 minutes and 20 seconds')
    await expect(person.answer(1).locator('.katex-html')).toBeVisible()
    await expect(person.answer(1).locator('.code-keyword').first()).toBeVisible()
    await expect(
      page.getByRole('heading', { level: 1, name: /^How long does light/ }),
    ).toBeVisible()
    await show(page, 'answer')
  })

  await test.step('3. looks at what was sent', async () => {
    await person.answer(1).getByRole('button', { name: 'What was sent' }).click()
    const inspector = page.getByRole('dialog', { name: 'What was sent' })
    await expect(inspector).toContainText('GPT-4o')
    await show(page, 'context')
    await inspector.getByRole('button', { name: 'Close' }).click()
  })

  await test.step('4. asks the question in another way and goes between both', async () => {
    await upstream.script('openai/gpt-4o', { text: toMars })
    await person.question(question).getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('textbox', { name: 'Edit message' }).fill(better)
    await page.getByRole('button', { name: 'Save & send' }).click()
    await expect(person.answer(1)).toContainText('Mars is 228 million km away')
    await person.untilOver(1)
    await person.question(better).getByRole('button', { name: 'Previous version' }).click()
    await expect(person.answer(1)).toContainText('499')
    await person.question(question).getByRole('button', { name: 'Next version' }).click()
    await expect(person.answer(1)).toContainText('Mars')
  })

  await test.step('5. goes on with another model', async () => {
    await person.pickModel('GPT-4o-mini')
    await upstream.script('openai/gpt-4o-mini', { text: 'It varies between 3 and 22 minutes.' })
    await person.send('And how much does it vary?')
    await expect(person.answer(2)).toHaveAccessibleName('Answer from GPT-4o-mini')
    await person.untilOver(2)
  })

  await test.step('6. shows a picture', async () => {
    await upstream.script('openai/gpt-4o-mini', { text: drawn })
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Attach files' }).click()
    const file = { name: 'sun.png', mimeType: 'image/png', buffer: Buffer.from(pixel, 'base64') }
    await (await chooser).setFiles(file)
    await expect(page.getByRole('list', { name: 'Attached files' })).toContainText('sun.png')
    await person.send('What is in this picture?')
    await expect(person.answer(3)).toContainText('single pixel')
    await person.untilOver(3)
    const sent = JSON.stringify((await upstream.completions()).at(-1)?.body)
    expect(sent).toContain('image_url')
  })

  await test.step('7. finds what was said', async () => {
    if (isPhone) {
      await (await person.threads()).page().getByRole('button', { name: 'Search' }).click()
    } else await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Search' })
    await palette.getByRole('combobox', { name: 'Search threads and messages' }).fill('mars')
    await expect(palette.getByRole('option').filter({ hasText: '228 million' })).toBeVisible()
    await show(page, 'search')
    await palette.getByRole('option').filter({ hasText: '228 million' }).click()
    await expect(palette).toBeHidden()
    await expect(person.answer(1)).toBeInViewport()
  })

  await test.step('8. gives the thread a name', async () => {
    const list = await person.threads()
    const row = list.getByRole('listitem').first()
    await row.hover()
    await row.getByRole('button', { name: /^Actions for / }).click()
    await page.getByRole('menuitem', { name: 'Rename' }).click()
    await list.getByRole('textbox', { name: 'Title of the thread' }).fill('Light and its speed')
    await page.keyboard.press('Enter')
    await expect(list.getByRole('link', { name: 'Light and its speed' })).toBeVisible()
  })

  await test.step('9. prefers the dark', async () => {
    await person.threads()
    await page.getByRole('radio', { name: 'Dark' }).check({ force: true })
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    if (isPhone) await page.keyboard.press('Escape')
    await show(page, 'dark')
  })

  await test.step('10. lets somebody read it', async () => {
    await page.getByRole('button', { name: 'Thread actions' }).click()
    await page.getByRole('menuitem', { name: 'Share…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Share this thread' })
    await dialog.getByRole('radio', { name: /^Anyone with the link/ }).check()
    await dialog.getByRole('button', { name: 'Make the link' }).click()
    const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue()
    const reader = (await openBrowser()).page
    await reader.goto(link)
    await expect(reader.getByText('Shared from Skein, read only')).toBeVisible()
    await expect(reader.getByText('Mars is 228 million km away')).toBeVisible()
  })
})
