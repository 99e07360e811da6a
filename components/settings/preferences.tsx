'use client'

import { createContext, use, useEffect, useRef, useState, type ReactNode } from 'react'

import { explain } from '@/components/api/explain'
import { request } from '@/components/api/request'
import { toastStore } from '@/components/ui/toast-store'
import type { Preferences } from '@/lib/core/access/preferences'

type Value = {
  preferences: Preferences
  /** Takes effect at once; is taken back, and said, when the server does not keep it. */
  change: (changed: Partial<Preferences>) => void
}

const Context = createContext<Value | null>(null)

/** How the person of this page likes to work. */
export function usePreferences(): Value {
  const value = use(Context)
  if (!value) throw new Error('There is no PreferencesProvider around this.')
  return value
}

/** Holds the preferences for the page below, as they are in all tabs of the browser. */
export function PreferencesProvider(props: {
  /** Tells whose tabs belong together. */
  whose: string
  initial: Preferences
  children: ReactNode
}) {
  const [preferences, setPreferences] = useState(props.initial)
  const newest = useRef(props.initial)
  const tabs = useRef<BroadcastChannel>(null)

  const show = (next: Preferences) => {
    newest.current = next
    setPreferences(next)
  }

  const showEverywhere = (changed: Partial<Preferences>) => {
    show({ ...newest.current, ...changed })
    tabs.current?.postMessage(changed)
  }

  // A list is stored whole: a tab that does not know the newest one would undo what another added.
  useEffect(() => {
    const channel = new BroadcastChannel(`preferences ${props.whose}`)
    channel.onmessage = ({ data }: MessageEvent<Partial<Preferences>>) =>
      show({ ...newest.current, ...data })
    tabs.current = channel
    return () => channel.close()
  }, [props.whose])

  const change = (changed: Partial<Preferences>) => {
    const before = newest.current
    showEverywhere(changed)
    const body = { preferences: changed }
    // Also when the page is left at once.
    request('/api/user/profile', { method: 'PATCH', body, keepalive: true }).catch(
      (error: unknown) => {
        const names = Object.keys(changed) as (keyof Preferences)[]
        showEverywhere(Object.fromEntries(names.map((name) => [name, before[name]])))
        toastStore.show({ message: explain(error) })
      },
    )
  }

  return <Context value={{ preferences, change }}>{props.children}</Context>
}
