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
    for (const listener of listeners) listener()
  }
  return [current, choose]
}
