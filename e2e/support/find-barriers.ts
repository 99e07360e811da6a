import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Waits until no transition is on its way: only then can colours be compared. */
export const settled = (page: Page) =>
  page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(
        ({ playState, timeline }) => playState === 'running' && timeline === document.timeline,
      )
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
    const tooLong = new Promise((resolve) => setTimeout(resolve, 3000))
    await Promise.race([tooLong, Promise.allSettled(ending.map(({ finished }) => finished))])
  })

/** What axe finds wrong with what the page, or a part of it, shows now, in light and in dark. */
export async function findBarriers(page: Page, part = 'html'): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await settled(page)
    const { violations } = await new AxeBuilder({ page }).include(part).withTags(rules).analyze()
    for (const { id, nodes } of violations) {
      for (const { target, failureSummary } of nodes) {
        found.push(`${colorScheme}: ${id}: ${target.join(' ')}: ${failureSummary}`)
      }
    }
  }
  return found
}
