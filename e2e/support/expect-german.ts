import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures'
import { findBarriers } from './find-barriers'
import { findEnglish, findForeign } from './find-english'

/** Before that, what is pressed is not answered. */
export const untilItWorks = (page: Page) =>
  page.waitForFunction(() =>
    Object.keys(document.querySelector('main button') ?? {}).some((key) =>
      key.startsWith('__reactProps'),
    ),
  )

/** Fills in the welcome page that is shown, and waits until the model that answers new threads is known. */
export async function makeAccount(page: Page, model: string) {
  await page.getByLabel('Name').fill('Ada')
  await page.getByLabel('E-Mail-Adresse').fill('ada@example.org')
  await page.getByLabel('Passwort', { exact: true }).fill('das Passwort von Ada')
  await page.getByRole('button', { name: 'Konto anlegen' }).click()
  await page.waitForURL('/')
  await expect.poll(async () => (await page.request.get('/api/models')).text()).toContain(model)
  await page.reload()
  await untilItWorks(page)
}

/** What is said is German, everybody can use it, and its longer words fit on a narrow screen. */
export async function expectGood(page: Page, where: string, names?: readonly string[]) {
  await test.step(`good: ${where}`, async () => {
    expect(await findEnglish(page, names)).toEqual([])
    expect(await findBarriers(page)).toEqual([])
    const size = page.viewportSize() ?? { width: 1280, height: 720 }
    await page.setViewportSize({ ...size, width: 320 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    await page.setViewportSize(size)
  })
}

/** Nothing is said in English, and what can be pressed, heads something or warns has its name from the catalogue. */
export async function expectGerman(page: Page, where: string, names: readonly string[] = []) {
  await test.step(`German: ${where}`, async () => {
    expect(await findEnglish(page, names)).toEqual([])
    expect(await findForeign(page, names)).toEqual([])
  })
}
