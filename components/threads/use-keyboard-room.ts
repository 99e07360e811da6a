'use client'

import { useEffect } from 'react'

/**
 * Tells the page, as `--keyboard`, how much of its height a keyboard on the screen covers. Browsers that make the page smaller
 * themselves, as the viewport asks them to, cover nothing; Safari does not.
 */
export function useKeyboardRoom(): void {
  useEffect(() => {
    const seen = window.visualViewport
    if (!seen) return
    const { style } = document.documentElement
    const note = () => {
      // Who has zoomed in sees less of the page as well.
      const covered = seen.scale === 1 ? Math.round(innerHeight - seen.height) : 0
      if (covered <= 0) return style.removeProperty('--keyboard')
      style.setProperty('--keyboard', `${covered}px`)
      // Safari has moved the page up to show what is written in.
      if (seen.offsetTop > 0) scrollTo(0, 0)
      document.activeElement?.scrollIntoView({ block: 'nearest' })
    }
    note()
    seen.addEventListener('resize', note)
    return () => {
      seen.removeEventListener('resize', note)
      style.removeProperty('--keyboard')
    }
  }, [])
}
