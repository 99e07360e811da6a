'use client'

import { useRouter } from 'next/navigation'
import { Suspense, useEffect, useEffectEvent, useState } from 'react'

import { usePreferences } from '@/components/settings/preferences'
import { combinationOf, leavesText } from '@/components/shortcuts/combination'
import { isMac } from '@/components/shortcuts/is-mac'
import { actionOf, bindingsOf } from '@/components/shortcuts/shortcut-bindings'
import { runShortcut } from '@/components/shortcuts/shortcut-handlers'
import { useShortcut } from '@/components/shortcuts/use-shortcut'
import { lazyPart } from '@/components/ui/lazy-part'

const ShortcutDialog = lazyPart(() => import('@/components/shortcuts/shortcut-dialog'))

const isWriting = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest('input, textarea, select, [contenteditable]:not([contenteditable=false])') !== null

/** Alt and an arrow: on a Mac the way through a text, elsewhere what opens a list of choices. */
const isOfField = (keys: string, { target }: KeyboardEvent) =>
  /^Alt\+Arrow/.test(keys) && isWriting(target) && (isMac() || target instanceof HTMLSelectElement)

/** Listens for shortcuts, and has the list of them; one on the page. */
export function ShortcutKeys() {
  const router = useRouter()
  const { preferences } = usePreferences()
  const [isListed, setListed] = useState(false)
  useShortcut('shortcut_list', () => setListed(true))
  useShortcut('new_thread', () => router.push('/'))
  useShortcut('settings', () => router.push('/settings'))

  const press = useEffectEvent((event: KeyboardEvent) => {
    // A dialog has keys of its own, and what is behind it is out of reach.
    if (event.defaultPrevented || event.isComposing || document.querySelector('dialog:modal')) {
      return
    }
    const keys = combinationOf(event, isMac())
    if (keys === null || (isWriting(event.target) && !leavesText(keys))) return
    if (isOfField(keys, event)) return
    const action = actionOf(bindingsOf(preferences.shortcuts), keys)
    if (action !== null && runShortcut(action)) event.preventDefault()
  })

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])

  if (!isListed) return null
  return (
    <Suspense>
      <ShortcutDialog onClose={() => setListed(false)} />
    </Suspense>
  )
}
