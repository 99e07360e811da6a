'use client'

import { useRef, type RefObject, type TouchEvent } from 'react'

/** How far a finger draws a sheet until it has decided, and how far when it does so at a stroke. */
const decidedPx = 96
const strokePx = 32
const strokeSpeed = 0.5 // pixels a millisecond

type Grip = { y: number; moved: number; since: number }

/**
 * Lets a finger draw a sheet down to close it: the handlers are for the part that is taken hold of. A sheet that does not close
 * goes back up.
 */
export function useDrawDown(sheet: RefObject<HTMLElement | null>, close: () => boolean) {
  const grip = useRef<Grip | null>(null)

  const end = (isLetGo: boolean) => {
    const { moved = 0, since = 0 } = grip.current ?? {}
    grip.current = null
    const isStroke = moved > strokePx && moved > strokeSpeed * (performance.now() - since)
    if (isLetGo && (moved > decidedPx || isStroke) && close()) return
    follow(sheet.current, null)
  }

  return {
    onTouchStart: ({ touches }: TouchEvent) => {
      const touch = touches[0]
      grip.current = null
      if (!touch || touches.length > 1 || !isAtBottom()) return follow(sheet.current, null)
      grip.current = { y: touch.clientY, moved: 0, since: performance.now() }
    },
    onTouchMove: ({ touches }: TouchEvent) => {
      const touch = touches[0]
      if (!grip.current || !touch) return
      grip.current.moved = touch.clientY - grip.current.y
      follow(sheet.current, Math.max(0, grip.current.moved))
    },
    onTouchEnd: () => end(true),
    onTouchCancel: () => end(false),
  }
}

/** Dialogs are sheets at the bottom where the page is narrow. */
const isAtBottom = () => !matchMedia('(min-width: 40rem)').matches

function follow(sheet: HTMLElement | null, offset: number | null) {
  if (!sheet) return
  sheet.style.translate = offset === null ? '' : `0 ${offset}px`
  sheet.style.transition = offset === null ? '' : 'none'
}
