import type { Locator, Page } from '@playwright/test'

/**
 * What no scrolling brings into sight: it lies beyond an edge of the screen, or of what clips it. The pages of the app scroll in
 * their parts only; others, such as those of signing in, `scroll` as a whole.
 */
export const findCutOff = (page: Page, { scrolls = false } = {}): Promise<string[]> =>
  page.evaluate((isTall) => {
    const root = document.documentElement
    const height = isTall ? root.scrollHeight : root.clientHeight
    // Not the window's own size, which on a phone grows with a page that is too wide.
    const screen = new DOMRect(0, 0, root.clientWidth, height)
    const axes = { x: ['left', 'right', 'overflowX'], y: ['top', 'bottom', 'overflowY'] } as const

    const isBeyond = (element: Element, axis: keyof typeof axes) => {
      const [start, end, overflow] = axes[axis]
      const box = element.getBoundingClientRect()
      const sticksOut = (edges: DOMRect) =>
        box[start] < edges[start] - 1 || box[end] > edges[end] + 1
      let at = element
      while (getComputedStyle(at).position !== 'fixed' && at.parentElement) {
        at = at.parentElement
        const style = getComputedStyle(at)
        const edges = at.getBoundingClientRect()
        const isForEars = edges.width <= 1 && edges.height <= 1
        if (isForEars || ['auto', 'scroll'].includes(style[overflow])) return false
        // What is shortened says so by its dots.
        const isShortened = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none'
        if (style[overflow] !== 'visible' && sticksOut(edges)) return !isShortened
      }
      return sticksOut(screen)
    }
    const isCutOff = (element: Element) => {
      const { width, height, bottom } = element.getBoundingClientRect()
      if (width <= 1 || height <= 1 || element.closest('[inert], [aria-hidden=true]')) return false
      const isShown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      const isSkipLink = element.matches('a[href^="#"]') && bottom <= 0
      return isShown && !isSkipLink && (isBeyond(element, 'x') || isBeyond(element, 'y'))
    }
    const found = [...document.body.querySelectorAll('*')].filter(isCutOff)
    return [
      ...found.map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect()
        return `${[x, y, width, height].map(Math.round)}: ${element.outerHTML.slice(0, 160)}`
      }),
      ...(root.scrollWidth > root.clientWidth ? ['the page scrolls sideways'] : []),
    ]
  }, scrolls)

/** Buttons, links, fields and options that are smaller than a finger. Links inside a sentence may be. */
export const findTooSmall = (area: Locator): Promise<string[]> =>
  area.evaluate((root) => {
    const finger = 44
    const controls =
      'button, a[href], input, select, textarea, summary, [role=option], [role=menuitem], [role=button]'
    return [...root.querySelectorAll<HTMLElement>(controls)].flatMap((element) => {
      const label = element instanceof HTMLInputElement ? element.closest('label') : null
      const target = label ?? element
      const isInSentence =
        getComputedStyle(target).display === 'inline' &&
        (target.parentElement?.textContent ?? '').trim() !== target.textContent.trim()
      const isShown = target.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      const isDisabled = target.matches(':disabled, [aria-disabled=true]')
      if (isInSentence || isDisabled || !isShown || target.closest('[inert]')) return []
      const { width, height, bottom } = target.getBoundingClientRect()
      const isSkipLink = bottom <= 0
      const isForEars = width <= 1 && height <= 1
      if (isSkipLink || isForEars || (width >= finger - 0.5 && height >= finger - 0.5)) return []
      const name = target.getAttribute('aria-label') ?? target.textContent
      return [`${name?.trim().slice(0, 40)}: ${width} × ${height}`]
    })
  })
