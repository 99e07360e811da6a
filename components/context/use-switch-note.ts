'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'

/** Tells, once a thread goes on with another model, what that model does not get of it, or gets in another form. */
export function useSwitchNote(threadId: string, hasHistory: boolean): (model: string) => void {
  const t = useTranslations('context')
  const asked = useRef<AbortController | null>(null)
  useEffect(() => () => asked.current?.abort(), [])

  return (model) => {
    asked.current?.abort()
    if (!hasHistory) return
    const { signal } = (asked.current = new AbortController())
    // What is not said is seen in the inspector.
    void import('@/components/context/tell-switch')
      .then(({ tellSwitch }) => tellSwitch({ threadId, model, t }, signal))
      .catch(() => undefined)
  }
}
