'use client'

import { useLayoutEffect, useRef, type RefObject } from 'react'

/**
 * Keeps what is read where it is while messages come or go beside it, above or below. To be called right before; `messages`
 * change when they are there.
 */
export function useHeldPlace(
  scroller: RefObject<HTMLElement | null>,
  messages: unknown,
): () => void {
  const held = useRef<{ row: HTMLElement; top: number } | null>(null)

  useLayoutEffect(() => {
    const place = held.current
    const element = scroller.current
    held.current = null
    if (!element || !place?.row.isConnected) return
    const hold = () => {
      const moved = place.row.getBoundingClientRect().top - place.top
      if (Math.abs(moved) > 1) element.scrollBy({ top: moved, behavior: 'instant' })
    }
    hold()
    // Rows that come near the screen get their own height in the next frame, before it is shown.
    const observer = new ResizeObserver(hold)
    if (element.firstElementChild) observer.observe(element.firstElementChild)
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => observer.disconnect())
    })
    return () => {
      cancelAnimationFrame(frame)
      observer.disconnect()
    }
  }, [scroller, messages])

  return () => {
    const element = scroller.current
    if (!element) return
    const middle = element.getBoundingClientRect().top + element.clientHeight / 2
    const rows = [...element.querySelectorAll<HTMLElement>('[data-message]')]
    const row = rows.find((each) => each.getBoundingClientRect().bottom > middle)
    held.current = row ? { row, top: row.getBoundingClientRect().top } : null
  }
}
