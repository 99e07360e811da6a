'use client'

import { clsx } from 'clsx'
import { Monitor, Moon, Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { themes, type Theme } from '@/components/settings/theme'
import { useLook } from '@/components/settings/use-look'

const icons = { light: Sun, system: Monitor, dark: Moon }

/** Light, dark or as the system is; kept in a cookie, so that the server renders it right. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const t = useTranslations('settings.theme')
  const [current, choose] = useLook('theme', initial)

  return (
    <fieldset className="flex items-center gap-0.5" data-needs-script>
      <legend className="sr-only">{t('label')}</legend>
      {themes.map((theme) => {
        const Icon = icons[theme]
        const name = t(theme)
        return (
          <label
            key={theme}
            title={name}
            className={clsx(
              'has-focus-visible:outline-accent coarse:size-11 flex size-8 cursor-pointer items-center justify-center rounded-md has-focus-visible:outline-2',
              theme === current ? 'bg-hover text-ink' : 'text-ink-muted hover:text-ink',
            )}
          >
            <input
              type="radio"
              name="theme"
              value={theme}
              checked={theme === current}
              onChange={() => choose(theme)}
              className="sr-only"
            />
            <Icon size={16} aria-hidden />
            <span className="sr-only">{name}</span>
          </label>
        )
      })}
    </fieldset>
  )
}
