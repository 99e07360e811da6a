'use client'

import { useEffect, useEffectEvent, useRef } from 'react'

import type { OlderMessages } from '@/components/chat/use-older-messages'
import { Button } from '@/components/ui/button'

/** The upper end of the timeline: asks for earlier messages when it comes near, or when it is pressed. */
export function EarlierMessages({ status, load }: Pick<OlderMessages, 'status' | 'load'>) {
  const ref = useRef<HTMLDivElement>(null)
  const isWaiting = status === 'idle'
  const loadNow = useEffectEvent(load)

  useEffect(() => {
    const element = ref.current
    if (!element || !isWaiting) return
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) loadNow()
      },
      { root: element.closest('[data-scroller]'), rootMargin: '800px 0px 0px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [isWaiting])

  return (
    // Never what the browser keeps in its place while messages come in below it: that would move the reader up.
    <div
      ref={ref}
      className="flex min-h-14 items-center justify-center pt-4 [overflow-anchor:none]"
      aria-live="polite"
    >
      {status === 'loading' ? (
        <p className="text-label text-ink-muted knot-pulse">Loading earlier messages…</p>
      ) : (
        <Button onClick={load} data-needs-script>
          {status === 'failed' ? 'Earlier messages did not load. Try again' : 'Earlier messages'}
        </Button>
      )}
    </div>
  )
}
