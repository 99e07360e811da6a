'use client'

import { useSyncExternalStore } from 'react'

const query = '(prefers-color-scheme: dark)'

function subscribe(listener: () => void) {
  const media = matchMedia(query)
  const observer = new MutationObserver(listener)
  media.addEventListener('change', listener)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => {
    media.removeEventListener('change', listener)
    observer.disconnect()
  }
}

function current(): 'light' | 'dark' {
  const { theme } = document.documentElement.dataset
  if (theme === 'light' || theme === 'dark') return theme
  return matchMedia(query).matches ? 'dark' : 'light'
}

/** Whether the page is light or dark, as its theme or the system says. */
export const useColorScheme = () => useSyncExternalStore(subscribe, current, () => 'light' as const)
