import type { Page } from '@playwright/test'
import { expect, test, unique } from './fixtures'

/** Keeps back scripts of the app until they are let through. */
async function holdScripts(page: Page, isHeld: (url: URL) => boolean = () => true) {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route(
    (url) => url.pathname.endsWith('.js') && isHeld(url),
    async (route) => {
      await promise
      await route.continue().catch(() => undefined)
    },
  )
  return resolve
}

test('What is pressed and written before the page works is not lost', async ({ person }) => {
  const { page } = person
  const letThrough = await holdScripts(page)
  await page.goto('/', { waitUntil: 'commit' })
  await person.composer.fill('Written early')
  await person.modelButton.click()
  await person.modelButton.click()
  letThrough()
  await expect(page.getByRole('dialog', { name: 'Model' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Model' })).toHaveCount(0)
  await expect(person.composer).toHaveValue('Written early')
  await expect(page.getByRole('button', { name: 'Send' })).toBeEnabled()
})

test('A press on what comes later is answered when it is there', async ({
  person,
  seeds,
  upstream,
  request,
}) => {
  const { page } = person
  await upstream.script('openai/gpt-4o-mini', [{ status: 503 }, { text: 'It works now.' }])
  const path = await seeds.thread({ model: 'openai/gpt-4o-mini' })
  await seeds.ask(path, unique('Are you there?'))
  const html = await (await request.get(path)).text()
  const letThrough = await holdScripts(page, ({ pathname }) => !html.includes(pathname))
  await page.goto(path)
  await page.getByRole('button', { name: 'Retry' }).click()
  await page.getByRole('button', { name: 'Retry' }).click()
  letThrough()
  await expect(person.answer(1)).toContainText('It works now.')
  await expect(page.getByRole('article', { name: /^Answer from / })).toHaveCount(1)
})
