'use client'

import { useEffect, useState } from 'react'

import { useShortcut } from '@/components/shortcuts/use-shortcut'

/** The message that has the focus, unless somebody writes in it. */
function focusedMessage(): Element | null {
  const focused = document.activeElement
  if (!focused || focused.closest('textarea, input')) return null
  return focused.closest('[data-message-id]')
}

const press = (step: 'previous' | 'next') =>
  focusedMessage()?.querySelector<HTMLElement>(`[data-version-step="${step}"]`)?.click()

/** Lets the keys step through the versions of the message that has the focus. */
export default function VersionKeys() {
  const [isActive, setActive] = useState(false)
  useEffect(() => {
    const look = () => setActive(focusedMessage() !== null)
    look()
    document.addEventListener('focusin', look)
    return () => document.removeEventListener('focusin', look)
  }, [])
  useShortcut('previous_version', () => press('previous'), { isActive })
  useShortcut('next_version', () => press('next'), { isActive })
  return null
}
