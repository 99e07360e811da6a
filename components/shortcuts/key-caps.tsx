'use client'

import { useTranslations } from 'next-intl'
import { Fragment, useSyncExternalStore } from 'react'

import { keysOf } from '@/components/shortcuts/combination'
import { isMac } from '@/components/shortcuts/is-mac'

const signs: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
}
const macSigns: Record<string, string> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧', ...signs }

const never = () => () => undefined

/** Keys as they stand on the keyboard in front of one. */
export function KeyCaps({ keys }: { keys: string }) {
  const name = useKeyNames()
  return (
    <kbd className="inline-flex flex-wrap items-center gap-1 font-sans">
      {keysOf(keys).map((key, index) => (
        <Fragment key={key}>
          {index > 0 && <span className="sr-only">+</span>}
          <kbd className="border-line-strong bg-canvas text-label inline-flex min-w-6 items-center justify-center rounded-sm border px-1.5 font-sans">
            {name(key)}
          </kbd>
        </Fragment>
      ))}
    </kbd>
  )
}

/** How a key is called here. */
export function useKeyNames(): (key: string) => string {
  const t = useTranslations('shortcuts.keys')
  const mac = useSyncExternalStore(never, isMac, () => false)
  const names: Record<string, string> = {
    Mod: t('ctrl'),
    Meta: t('meta'),
    Alt: t('alt'),
    Shift: t('shift'),
    Escape: t('escape'),
    Enter: t('enter'),
    Space: t('space'),
    ...signs,
    ...(mac ? macSigns : {}),
  }
  return (key) => names[key] ?? key
}
