'use client'

import { useSyncExternalStore } from 'react'

import { renewOffline } from '@/components/pwa/renew-offline'
import { setDeviceCookie } from '@/components/settings/device-cookie'
import { looks, type Look, type LookName } from '@/components/settings/look'

const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Has the browser colour its own parts around the page like the page, as the server does when it renders it. */
function colourAround(theme: string) {
  const { backgroundColor } = getComputedStyle(document.body)
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
    if (theme !== 'system' || matchMedia(meta.media).matches) meta.content = backgroundColor
  }
}

/** One trait of how the page looks on this device, and the way to another; every place that shows it follows. */
export function useLook<Name extends LookName>(
  name: Name,
  rendered: Look[Name],
): [Look[Name], (value: Look[Name]) => void] {
  const current = useSyncExternalStore(
    subscribe,
    () => (document.documentElement.dataset[name] as Look[Name] | undefined) ?? rendered,
    () => rendered,
  )
  const choose = (value: Look[Name]) => {
    document.documentElement.dataset[name] = value
    setDeviceCookie(looks[name].cookie, value)
    renewOffline()
    if (name === 'theme') colourAround(value)
    for (const listener of listeners) listener()
  }
  return [current, choose]
}
