'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useRef } from 'react'

import type { Loader } from '@/components/chat/use-message-window'
import { Button } from '@/components/ui/button'

/** An end of what is loaded of a timeline: asks for more messages when it comes near, or when it is pressed. */
export default function MoreMessages({
  status,
  load,
  side,
}: Loader & { side: 'earlier' | 'later' }) {
  const t = useTranslations(`chat.${side}`)
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
      { root: element.closest('[data-scroller]'), rootMargin: '800px 0px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [isWaiting])

  return (
    // Never what the browser keeps in its place while messages come in beside it: that would move the reader.
    <div
      ref={ref}
      className="coarse:min-h-16 flex min-h-14 items-center justify-center pt-4 [overflow-anchor:none]"
      aria-live="polite"
    >
      {status === 'loading' ? (
        <p className="text-label text-ink-muted">{t('loading')}</p>
      ) : (
        <Button onClick={load} data-needs-script>
          {t(status === 'failed' ? 'failed' : 'load')}
        </Button>
      )}
    </div>
  )
}
