'use client'

import { useTranslations } from 'next-intl'

import { usePreferences } from '@/components/settings/preferences'
import { KeyCaps } from '@/components/shortcuts/key-caps'
import { ChoiceField } from '@/components/ui/choice-field'
import { Panel } from '@/components/ui/panel'

/** What Enter does in the composer. */
export function WritingPanel() {
  const t = useTranslations('settings.writing')
  const { preferences, change } = usePreferences()
  const { send_key: sendKey } = preferences
  return (
    <Panel id="writing" title={t('title')}>
      <ChoiceField
        label={t('send_key')}
        value={sendKey}
        onChange={(send_key) => change({ send_key })}
        options={[
          { value: 'auto', label: t('auto') },
          { value: 'enter', label: t('enter') },
          { value: 'mod_enter', label: t('mod_enter') },
        ]}
      />
      {sendKey === 'mod_enter' ? (
        <NewLine text="new_line" keys="Enter" />
      ) : (
        <>
          <div className="pointer-coarse:hidden">
            <NewLine text="new_line" keys="Shift+Enter" />
          </div>
          <div className="not-pointer-coarse:hidden">
            {sendKey === 'auto' ? (
              <NewLine text="new_line_touch" keys="Enter" />
            ) : (
              <NewLine text="new_line_shift" keys="Shift+Enter" />
            )}
          </div>
        </>
      )}
    </Panel>
  )
}

type NewLineProps = { text: 'new_line' | 'new_line_touch' | 'new_line_shift'; keys: string }

function NewLine({ text, keys }: NewLineProps) {
  const t = useTranslations('settings.writing')
  return (
    <p className="text-label text-ink-muted">
      {t.rich(text, { keys: () => <KeyCaps keys={keys} /> })}
    </p>
  )
}
