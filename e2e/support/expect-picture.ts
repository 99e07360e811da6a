import path from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'

const steady = {
  animations: 'disabled',
  caret: 'hide',
  stylePath: path.join(import.meta.dirname, 'steady.css'),
} as const

/** Compares what is shown with a picture, named by its folder and itself, which `--update-snapshots` writes anew. */
export async function expectPicture(
  shown: Page | Locator,
  [folder, name]: [string, string],
  tolerance: { maxDiffPixelRatio?: number } = {},
) {
  const options = { ...steady, ...tolerance }
  const page = 'mouse' in shown ? shown : shown.page()
  await page.mouse.move(1, 1)
  await page.evaluate(() => document.fonts.ready)
  const file = [folder, `${name}.png`]
  if ('mouse' in shown) await expect(shown).toHaveScreenshot(file, options)
  else await expect(shown).toHaveScreenshot(file, options)
}
