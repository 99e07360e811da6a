'use client'

import { useTranslations } from 'next-intl'

import { languageNames, languages } from '@/components/settings/language'
import { useLanguage } from '@/components/settings/use-language'
import { ChoiceField } from '@/components/ui/choice-field'
import { Panel } from '@/components/ui/panel'

/** In which language the page speaks on this device. */
export function LanguagePanel() {
  const t = useTranslations('settings.language')
  const [language, choose] = useLanguage()
  return (
    <Panel id="language" title={t('title')} lead={t('lead')}>
      <ChoiceField
        label={t('label')}
        value={language}
        onChange={choose}
        options={languages.map((value) => ({ value, label: languageNames[value] }))}
      />
    </Panel>
  )
}
