import type { Page } from '@playwright/test'

/** Waits for the code that is fetched at the first sign of a person, and until it stands for what the server had drawn. */
export async function untilCodeIsThere(page: Page): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event('pointermove')))
  await page.waitForFunction(
    () =>
      document.querySelector('[data-drawn]') === null &&
      [...document.scripts].every(
        ({ src, noModule }) => !src || noModule || performance.getEntriesByName(src).length > 0,
      ),
  )
}
