'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'

import { combinationOf } from '@/components/shortcuts/combination'
import { isMac } from '@/components/shortcuts/is-mac'
import { KeyCaps } from '@/components/shortcuts/key-caps'
import { actionOf, type ShortcutBindings } from '@/components/shortcuts/shortcut-bindings'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'

/** What moves about the page, or writes. */
const reserved = new Set(['Tab', 'Shift+Tab', 'Enter', 'Space', 'Backspace', 'Escape'])

/** Waits for keys to be pressed. When another action has them, it asks first. */
export function KeyRecorder({
  label,
  bindings,
  onKeys,
  onCancel,
}: {
  label: string
  bindings: ShortcutBindings
  /** Null: none. */
  onKeys: (keys: string | null) => void
  onCancel: () => void
}) {
  const t = useTranslations('shortcuts')
  const [wanted, setWanted] = useState<string | null>(null)
  const field = useRef<HTMLButtonElement>(null)
  const former = wanted === null ? null : actionOf(bindings, wanted)

  useEffect(() => field.current?.focus(), [])

  const press = (event: KeyboardEvent) => {
    if (event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return onCancel()
    if (event.key === 'Backspace') return onKeys(null)
    const keys = combinationOf(event.nativeEvent, isMac())
    if (keys === null || reserved.has(keys)) return
    if (actionOf(bindings, keys) === null) return onKeys(keys)
    setWanted(keys)
  }

  return (
    <div role="group" aria-label={label} className="flex min-w-0 flex-wrap items-center gap-2">
      <button
        ref={field}
        type="button"
        onKeyDown={press}
        className="border-accent text-label coarse:min-h-11 min-h-9 rounded-md border px-2.5"
      >
        <span className="sr-only">{label} </span>
        {wanted === null ? t('press_now') : <KeyCaps keys={wanted} />}
      </button>
      {former !== null && wanted !== null && (
        <>
          <span role="alert" className="text-label text-caution">
            {t('taken', { action: t(`actions.${former}`) })}
          </span>
          <Button onClick={() => onKeys(wanted)}>{t('take')}</Button>
        </>
      )}
      <Button look="bare" onClick={() => onKeys(null)}>
        {t('remove')}
      </Button>
      <IconButton
        label={t('cancel')}
        tip="none"
        size="small"
        icon={<X size={15} aria-hidden />}
        onClick={onCancel}
      />
    </div>
  )
}
