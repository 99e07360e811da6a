'use client'

import { useEffect, useRef, type RefObject } from 'react'

/**
 * Brings the message that the page was opened at to the middle of the screen, and marks it for a moment, also when somebody goes
 * there again (`go-to-place.ts`); when the page goes on without one, its end comes into view.
 */
export function useFoundMessage(scroller: RefObject<HTMLElement | null>, id: string | null): void {
  const before = useRef<string | null>(null)

  useEffect(() => {
    const element = scroller.current
    const isOver = id === null && before.current !== null
    before.current = id
    if (isOver) element?.scrollTo({ top: 0 })
    let frame = 0
    const go = (again?: Event) => {
      // One of several answers side by side has no row of its own.
      const names = `[data-message="${id}"], [data-message-id="${id}"]`
      const row = id && element?.querySelector<HTMLElement>(names)
      if (!row) return
      again?.preventDefault()
      row.classList.remove('found-message')
      const show = () => row.scrollIntoView({ block: 'center', behavior: 'instant' })
      show()
      // Rows that come near the screen are laid out then, and may move it.
      frame = requestAnimationFrame(() => {
        show()
        row.focus({ preventScroll: true })
        row.classList.add('found-message')
      })
    }
    go()
    addEventListener('found', go)
    return () => {
      removeEventListener('found', go)
      cancelAnimationFrame(frame)
      element?.querySelector('.found-message')?.classList.remove('found-message')
    }
  }, [scroller, id])
}
