'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

/** That a model is thinking, and for how many seconds this page has seen it. */
export function ThinkingTime() {
  const t = useTranslations('chat.reasoning')
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  return (
    <span>
      {t('thinking')}
      {seconds > 0 && <span className="tabular-nums"> {t('seconds', { seconds })}</span>}
    </span>
  )
}
