import type { Page } from '@playwright/test'

/** Whether the page is wider than the screen; the window's own size grows on a phone with a page that is. */
export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth > clientWidth
  })
