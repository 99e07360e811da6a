'use client'

import { useEffect, useRef, useState, type RefObject } from 'react'

/** Whether an element has ever come near to what is on the screen. */
export function useNearScreen<E extends Element>(): [RefObject<E | null>, boolean] {
  const element = useRef<E>(null)
  const [isNear, setNear] = useState(false)

  useEffect(() => {
    if (isNear || !element.current) return
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && setNear(true),
      // Within a box that scrolls the margin of the window does not count.
      { root: element.current.closest('[data-scroller]'), rootMargin: '600px 0px' },
    )
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [isNear])

  return [element, isNear]
}
