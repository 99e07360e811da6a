'use client'

import { useEffectEvent, useLayoutEffect } from 'react'

import { openLayer } from '@/components/ui/back-layers'

/** Closes something that lies over the page by the phone's way back while it is open. `close` says whether it did. */
export function useBackCloses(close: () => boolean, isOpen = true): void {
  const closeNow = useEffectEvent(close)
  // With what is seen: whoever sees that it is closed means the page by the next step back.
  useLayoutEffect(() => {
    if (isOpen) return openLayer(() => closeNow())
  }, [isOpen])
}
