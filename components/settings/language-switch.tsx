'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'

import { languageNames, languages } from '@/components/settings/language'
import { useLanguage } from '@/components/settings/use-language'

/** The languages, for pages that have no settings yet. */
export function LanguageSwitch() {
  const t = useTranslations('settings.language')
  const [current, choose] = useLanguage()
  return (
    <div
      role="group"
      aria-label={t('label')}
      className="flex justify-center gap-1"
      data-needs-script
    >
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === current}
          onClick={() => choose(language)}
          className={clsx(
            'text-label hover:bg-hover coarse:min-h-11 min-h-8 rounded-md px-3',
            language === current ? 'text-ink font-medium' : 'text-ink-muted',
          )}
        >
          {languageNames[language]}
        </button>
      ))}
    </div>
  )
}
