'use client'

import { useEffect, type RefObject } from 'react'

import { drawer } from '@/components/ui/drawer'

/** From how far off the edge a finger may draw it in. */
const edgePx = 56
/** How far a finger goes before it means something, and how far until it has decided. */
const slackPx = 12
const decidedPx = 64

type Swipe = { x: number; y: number; moved: number; isSwipe: boolean }

/** Draws the drawer in and out by a finger, which it follows. */
export function DrawerSwipe({
  aside,
  isOpen,
}: {
  aside: RefObject<HTMLElement | null>
  isOpen: boolean
}) {
  useEffect(() => {
    let swipe: Swipe | null = null

    const start = (event: TouchEvent) => {
      const [touch, second] = event.touches
      swipe = null
      if (!touch || second || !isNarrow() || document.querySelector('dialog:modal')) return
      if (!isOpen && (touch.clientX > edgePx || scrollsSideways(event.target))) return
      swipe = { x: touch.clientX, y: touch.clientY, moved: 0, isSwipe: false }
    }

    const move = (event: TouchEvent) => {
      const [touch] = event.touches
      if (!swipe || !touch || !aside.current) return
      const [x, y] = [touch.clientX - swipe.x, touch.clientY - swipe.y]
      if (!swipe.isSwipe && Math.abs(y) > slackPx && Math.abs(y) >= Math.abs(x)) swipe = null
      if (!swipe || Math.abs(x) < slackPx) return
      swipe.isSwipe = true
      swipe.moved = x
      const { offsetWidth: width } = aside.current
      const shown = Math.min(width, Math.max(0, (isOpen ? width : 0) + x))
      follow(aside.current, shown - width)
    }

    const end = () => {
      if (swipe?.isSwipe && aside.current) {
        follow(aside.current, null)
        if (!isOpen && swipe.moved > decidedPx) drawer.open()
        if (isOpen && swipe.moved < -decidedPx) drawer.close()
      }
      swipe = null
    }

    document.addEventListener('touchstart', start, { passive: true })
    document.addEventListener('touchmove', move, { passive: true })
    document.addEventListener('touchend', end)
    document.addEventListener('touchcancel', end)
    return () => {
      document.removeEventListener('touchstart', start)
      document.removeEventListener('touchmove', move)
      document.removeEventListener('touchend', end)
      document.removeEventListener('touchcancel', end)
    }
  }, [aside, isOpen])
  return null
}

const isNarrow = () => !matchMedia('(min-width: 48rem)').matches

function follow({ style }: HTMLElement, offset: number | null) {
  style.translate = offset === null ? '' : `${offset}px`
  style.visibility = offset === null ? '' : 'visible'
  style.transition = offset === null ? '' : 'none'
}

/** Whether a finger there moves something else, such as a long line of code. */
function scrollsSideways(target: EventTarget | null): boolean {
  for (let at = target instanceof Element ? target : null; at; at = at.parentElement) {
    if (at.scrollWidth > at.clientWidth && getComputedStyle(at).overflowX !== 'visible') {
      if (getComputedStyle(at).overflowX !== 'hidden' && at.scrollLeft > 0) return true
    }
  }
  return false
}
