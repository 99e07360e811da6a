import type { Page } from '@playwright/test'

/** Hides a tab behind another one, or shows it again, as the page is told of it. */
export const turnTab = (page: Page, to: 'hidden' | 'visible') =>
  page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, to)
