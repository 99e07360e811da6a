import type { Page } from '@playwright/test'

/** Draws a finger over the page, as a browser tells of it. */
export async function swipe(page: Page, from: [number, number], to: [number, number]) {
  const client = await page.context().newCDPSession(page)
  const at = ([x, y]: [number, number]) => [{ x, y }]
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(from) })
  for (let step = 1; step <= 8; step++) {
    const [x, y] = [0, 1].map((axis) => from[axis]! + ((to[axis]! - from[axis]!) * step) / 8)
    const touchPoints = at([x!, y!])
    await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints })
    // Moves are told once a frame; one that is left over would belong to the next finger.
    await page.evaluate(() => new Promise(requestAnimationFrame))
  }
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await client.detach()
}
