import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Waits until no transition is on its way for two frames: only then can colours and places be compared. */
export const settled = (page: Page) =>
  page.evaluate(async () => {
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
    const isEnding = ({ playState, timeline, effect }: Animation) =>
      playState === 'running' &&
      timeline === document.timeline &&
      effect?.getComputedTiming().endTime !== Infinity
    const until = performance.now() + 5000
    for (let calm = 0; calm < 2 && performance.now() < until;) {
      await Promise.race([new Promise(requestAnimationFrame), pause(200)])
      const ending = document.getAnimations().filter(isEnding)
      calm = ending.length === 0 ? calm + 1 : 0
      await Promise.race([pause(3000), Promise.allSettled(ending.map(({ finished }) => finished))])
    }
  })

/** The colour that a theme gives the page. */
export const backgroundOf = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.body).backgroundColor)

// The keys of the composer scroll the list over it, as composer.spec.ts sees. Axe knows that of comboboxes only, which a field
// of several lines may not be.
const scrolling = 'scrollable-region-focusable'

/** What axe finds wrong with what the page, or a part of it, shows now, in light and in dark. */
export async function findBarriers(page: Page, part = 'html'): Promise<string[]> {
  const found: string[] = []
  const backgrounds = new Set<string>()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await settled(page)
    backgrounds.add(await backgroundOf(page))
    // No page has frames; for their sake axe would open a page of its own each time.
    const axe = new AxeBuilder({ page }).setLegacyMode()
    const { violations } = await axe.include(part).withTags(rules).analyze()
    for (const { id, nodes } of violations) {
      for (const { target, failureSummary } of nodes) {
        if (id === scrolling && target.join() === '#composer-menu') continue
        found.push(`${colorScheme}: ${id}: ${target.join(' ')}: ${failureSummary}`)
      }
    }
  }
  if (backgrounds.size < 2) found.push('dark looks as light does')
  return found
}
