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
          { value: 'enter', label: t('enter') },
          { value: 'mod_enter', label: t('mod_enter') },
        ]}
      />
      <p className="text-label text-ink-muted">
        {t.rich('new_line', {
          keys: () => <KeyCaps keys={sendKey === 'enter' ? 'Shift+Enter' : 'Enter'} />,
        })}
      </p>
    </Panel>
  )
}
