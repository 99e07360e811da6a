'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'

/** Tells, once other models are to answer in a thread, what they do not get of it, or get in another form. */
export function useSwitchNote(
  threadId: string,
  hasHistory: boolean,
): (models: readonly string[]) => void {
  const t = useTranslations('context')
  const tModels = useTranslations('models')
  const asked = useRef<AbortController | null>(null)
  useEffect(() => () => asked.current?.abort(), [])

  return (models) => {
    if (!hasHistory || models.length === 0) return
    asked.current?.abort()
    const { signal } = (asked.current = new AbortController())
    // What is not said is seen in the inspector.
    void import('@/components/context/tell-switch')
      .then(({ tellSwitch }) => tellSwitch({ threadId, models, t, tModels }, signal))
      .catch(() => undefined)
  }
}
