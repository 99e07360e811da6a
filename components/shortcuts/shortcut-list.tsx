'use client'

import { RotateCcw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'

import { usePreferences } from '@/components/settings/preferences'
import { KeyCaps } from '@/components/shortcuts/key-caps'
import { KeyRecorder } from '@/components/shortcuts/key-recorder'
import {
  shortcutActionIds,
  shortcutActions,
  shortcutGroups,
  type ShortcutAction,
} from '@/components/shortcuts/shortcut-actions'
import { actionOf, bindingsOf, chooseKeys } from '@/components/shortcuts/shortcut-bindings'
import { offerUndo } from '@/components/shortcuts/offer-undo'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'

/** What keys can do, by group; each can be given other keys. */
export function ShortcutList() {
  const t = useTranslations('shortcuts')
  const { preferences, change } = usePreferences()
  const [recorded, setRecorded] = useState<ShortcutAction | null>(null)
  const [said, setSaid] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const { shortcuts } = preferences
  const bindings = bindingsOf(shortcuts)

  const give = (action: ShortcutAction, keys: string | null) => {
    const former = keys === null ? null : actionOf(bindings, keys)
    setSaid(former && former !== action ? t('taken_from', { action: t(`actions.${former}`) }) : '')
    change({ shortcuts: chooseKeys(shortcuts, action, keys) })
    stop(action)
  }

  const stop = (action: ShortcutAction) => {
    setRecorded(null)
    // Once the button is there again.
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-action="${action}"] button`)?.focus(),
    )
  }

  const resetAll = () => {
    change({ shortcuts: {} })
    // What had the focus goes.
    list.current?.querySelector('button')?.focus()
    offerUndo({
      message: t('all_reset'),
      label: t('undo'),
      undo: () => change({ shortcuts }),
    })
  }

  return (
    <div ref={list} className="grid gap-5">
      {shortcutGroups.map((group) => (
        <section key={group} aria-labelledby={`shortcuts-${group}`}>
          <h3 id={`shortcuts-${group}`} className="text-label text-ink-muted mb-1 font-medium">
            {t(`groups.${group}`)}
          </h3>
          <ul className="divide-line divide-y">
            {shortcutActionIds
              .filter((id) => shortcutActions[id].group === group)
              .map((id) => {
                const keys = bindings[id]
                const name = t(`actions.${id}`)
                return (
                  <li
                    key={id}
                    data-action={id}
                    className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 py-1"
                  >
                    <span className="text-body min-w-0 flex-1 basis-40">{name}</span>
                    {recorded === id ? (
                      <KeyRecorder
                        label={t('press', { action: name })}
                        bindings={bindings}
                        onKeys={(chosen) => give(id, chosen)}
                        onCancel={() => stop(id)}
                      />
                    ) : (
                      <button
                        type="button"
                        onClick={() => setRecorded(id)}
                        className="hover:bg-hover coarse:min-h-11 relative flex min-h-9 min-w-11 items-center justify-end rounded-md px-2"
                      >
                        <span className="sr-only">{t('change', { action: name })} </span>
                        {keys === null ? (
                          <span className="text-label text-ink-muted">{t('none')}</span>
                        ) : (
                          <KeyCaps keys={keys} />
                        )}
                      </button>
                    )}
                    {keys !== shortcutActions[id].keys && (
                      <IconButton
                        label={t('reset', { action: name })}
                        tip="left"
                        size="small"
                        icon={<RotateCcw size={15} aria-hidden />}
                        onClick={() => give(id, shortcutActions[id].keys)}
                      />
                    )}
                  </li>
                )
              })}
          </ul>
          {group === 'threads' && (
            <p className="text-label text-ink-muted py-2">{t('list_keys')}</p>
          )}
        </section>
      ))}
      <p role="status" className="text-label text-ink-muted empty:hidden">
        {said}
      </p>
      {Object.keys(shortcuts).length > 0 && (
        <Button onClick={resetAll} className="justify-self-start">
          {t('reset_all')}
        </Button>
      )}
    </div>
  )
}
