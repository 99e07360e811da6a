'use client'

import { useEffect } from 'react'

import { explainWith } from '@/components/api/explain'
import { useErrorText } from '@/components/api/use-error-text'

/** Has errors told in the language of the page. One on the page. */
export function ErrorLanguage() {
  const tell = useErrorText()
  useEffect(() => explainWith(tell), [tell])
  return null
}
