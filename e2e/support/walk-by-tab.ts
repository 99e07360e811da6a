import type { Page } from '@playwright/test'

type WalkedPage = Window & { tabStops?: Element[] }

/**
 * Presses Tab until it has been around the page. Says which controls it never came to, which ones it brought into no view or gave
 * no ring, and which can be pointed at but are left out of its way.
 */
export async function walkByTab(page: Page): Promise<string[]> {
  // Files are chosen by a button.
  const { count, leftOut } = await page.evaluate(() => {
    const nameOf = (element: Element) =>
      (element.getAttribute('aria-label') ?? element.textContent.trim()) || element.outerHTML
    const isThere = (element: HTMLElement) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.matches(':disabled') &&
      !element.closest('[inert]')
    const controls = [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, input:not([type=file]), select, textarea, summary, [tabindex="0"]',
      ),
    ].filter(isThere)
    // Of a group of choices, Tab comes to the one that is chosen.
    const isChoice = (element: Element) => element.matches('[type=radio]:not(:checked)')
    const stops = controls.filter((element) => element.tabIndex >= 0 && !isChoice(element))
    ;(window as WalkedPage).tabStops = stops
    const isMoved = (element: Element) =>
      element.closest(
        '[role=menu], [role=listbox], [role=tablist], [role=radiogroup], [data-list-row]',
      ) !== null
    const out = controls.filter((element) => element.tabIndex < 0 && !isMoved(element))
    return { count: stops.length, leftOut: out.map((each) => `left out: ${nameOf(each)}`) }
  })

  const reached = new Set<number>()
  const faults = new Set<string>()
  for (let presses = 0; presses < count * 2 + 20 && reached.size < count; presses++) {
    await page.keyboard.press('Tab')
    const { index, fault } = await page.evaluate(() => {
      const element = document.activeElement ?? document.body
      const place = (window as WalkedPage).tabStops?.indexOf(element) ?? -1
      const shown = element.closest('label') ?? element
      const { top, bottom, left, right } = shown.getBoundingClientRect()
      const isInView = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth
      const field = element.matches('textarea, input:not([type=radio], [type=checkbox])')
      const rings = [element, shown, shown.querySelector('span') ?? shown]
      const hasRing = rings.some((each) => getComputedStyle(each).outlineStyle !== 'none')
      const name = element.getAttribute('aria-label') ?? element.textContent.trim()
      const what = !isInView ? 'out of view' : hasRing || field ? null : 'without a ring'
      return { index: place, fault: what && `${what}: ${name.slice(0, 60)}` }
    })
    if (index < 0) continue
    reached.add(index)
    if (fault) faults.add(fault)
  }
  const missed = await page.evaluate(
    (known) =>
      (window as WalkedPage).tabStops
        ?.filter((element, index) => element.isConnected && !known.includes(index))
        .map((element) => `never reached: ${element.outerHTML.slice(0, 160)}`) ?? [],
    [...reached],
  )
  return [...leftOut, ...faults, ...missed]
}
