'use client'

import { useEffect, useRef, useState, type RefObject } from 'react'

const awayPx = 160

/**
 * For a scroller that is laid out from its end (`flex-direction: column-reverse`), where 0 is the newest message and the
 * browser stays there by itself: whether the reader is away from it, and how to get back.
 */
export function useNewestInView(): {
  scroller: RefObject<HTMLDivElement | null>
  isAway: boolean
  showNewest: () => void
} {
  const scroller = useRef<HTMLDivElement>(null)
  const [isAway, setAway] = useState(false)

  useEffect(() => {
    const element = scroller.current
    const content = element?.firstElementChild
    if (!element || !content) return
    const onScroll = () => setAway(element.scrollTop < -awayPx)
    element.addEventListener('scroll', onScroll, { passive: true })
    const observer = CSS.supports('overflow-anchor', 'auto') ? null : keepPlace(element, content)
    return () => {
      element.removeEventListener('scroll', onScroll)
      observer?.disconnect()
    }
  }, [])

  const showNewest = () => {
    if (scroller.current) scroller.current.scrollTop = 0
  }
  return { scroller, isAway, showNewest }
}

/** Safari has no scroll anchoring: what grows below a reader who is away must not push the text up. */
function keepPlace(element: HTMLElement, content: Element): ResizeObserver {
  let height = content.scrollHeight
  let tail = content.lastElementChild?.getBoundingClientRect().height ?? 0
  const observer = new ResizeObserver(() => {
    const newTail = content.lastElementChild?.getBoundingClientRect().height ?? 0
    const grown = content.scrollHeight - height
    if (element.scrollTop < -1 && newTail > tail && grown > 0) element.scrollTop -= grown
    height = content.scrollHeight
    tail = newTail
  })
  observer.observe(content)
  return observer
}
