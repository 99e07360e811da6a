import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures'

test('A person reads about an operation, tries it, and sees the answer', async ({ page }) => {
  await page.goto('/data')
  await page.getByRole('link', { name: 'Read and try the API' }).click()
  await expect(page.getByRole('heading', { name: 'API', exact: true })).toBeVisible()
  await page.getByRole('button', { name: /GET.*\/api\/models/ }).click()
  // The viewer moves its button while it unfolds.
  await expect(async () => {
    await page.getByRole('button', { name: 'Execute' }).click()
    await expect(page.getByText('Server response')).toBeVisible({ timeout: 5000 })
  }).toPass()
  await expect(page.getByText('"default_model"').first()).toBeVisible()
})

test('The page about the API asks no other server, and fits a narrow screen', async ({ page }) => {
  const asked = new Set<string>()
  page.on('request', (request) => asked.add(new URL(request.url()).origin))
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto('/docs/api')
  await expect(page.getByText('/api/threads', { exact: true }).first()).toBeVisible()
  expect([...asked]).toEqual([new URL(page.url()).origin])
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(320)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the page about the API, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await page.goto('/docs/api')
    await expect(page.getByText('/api/threads', { exact: true }).first()).toBeVisible()
    // In the viewer's own markup a summary is a button that holds a button to copy its
    // address, headings skip a level, and the description is outside of its landmark.
    const axe = new AxeBuilder({ page }).disableRules([
      'nested-interactive',
      'heading-order',
      'region',
    ])
    const { violations } = await axe.analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  })
}
