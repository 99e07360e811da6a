'use client'

import { useTranslations } from 'next-intl'

import { looks, type Look } from '@/components/settings/look'
import { useLook } from '@/components/settings/use-look'
import { ChoiceField } from '@/components/ui/choice-field'
import { Panel } from '@/components/ui/panel'

/** How the page looks on this device. */
export function AppearancePanel({ look }: { look: Look }) {
  const t = useTranslations('settings')
  const [theme, chooseTheme] = useLook('theme', look.theme)
  const [density, chooseDensity] = useLook('density', look.density)
  const [fontSize, chooseFontSize] = useLook('fontSize', look.fontSize)
  return (
    <Panel id="appearance" title={t('appearance.title')} lead={t('appearance.lead')}>
      <div className="grid gap-5">
        <ChoiceField
          label={t('theme.label')}
          value={theme}
          onChange={chooseTheme}
          options={looks.theme.values.map((value) => ({ value, label: t(`theme.${value}`) }))}
        />
        <ChoiceField
          label={t('density.label')}
          value={density}
          onChange={chooseDensity}
          options={looks.density.values.map((value) => ({ value, label: t(`density.${value}`) }))}
        />
        <ChoiceField
          label={t('font_size.label')}
          value={fontSize}
          onChange={chooseFontSize}
          options={looks.fontSize.values.map((value) => ({
            value,
            label: t(`font_size.${value}`),
          }))}
        />
      </div>
    </Panel>
  )
}
