import type { Browser } from '@playwright/test'

export const browserArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

/** Runs in the page: resolves with the time since the navigation began once the words are on the screen and drawn. */
function watchForWords(words: string) {
  const find = () => {
    if (!document.body) return null
    const path = `//main//*[not(self::script) and text()[contains(., "${words}")]]`
    const found = document.evaluate(path, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null)
    return found.singleNodeValue as Element | null
  }
  const isOnScreen = (element: Element) => {
    const { top, bottom, height } = element.getBoundingClientRect()
    return height > 0 && top >= 0 && bottom <= innerHeight
  }
  const page = window as Window & { skeinShown?: Promise<number> }
  page.skeinShown = new Promise((resolve) => {
    const look = () => {
      const element = find()
      if (!element || !isOnScreen(element)) return void requestAnimationFrame(look)
      // The frame that holds it is drawn before the second one from now begins.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())))
    }
    requestAnimationFrame(look)
  })
}

/** Milliseconds from the start of the navigation until these words are drawn on the screen, with an empty cache. */
export async function timeToShown(browser: Browser, url: string, words: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    const page = await context.newPage()
    await page.addInitScript(watchForWords, words)
    await page.goto(url, { waitUntil: 'commit' })
    return await page.evaluate(
      () => (window as Window & { skeinShown?: Promise<number> }).skeinShown!,
    )
  } finally {
    await context.close()
  }
}
