'use client'

import { clsx } from 'clsx'
import { Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'

import { themeCookie, themes, type Theme } from '@/components/settings/theme'

const looks = {
  light: { name: 'Light', Icon: Sun },
  system: { name: 'As the system', Icon: Monitor },
  dark: { name: 'Dark', Icon: Moon },
}

const yearInSeconds = 31_536_000

function applyTheme(theme: Theme) {
  document.documentElement.dataset.theme = theme
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=${yearInSeconds}; samesite=lax`
}

/** Light, dark or as the system is; kept in a cookie, so that the server renders it right. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const [current, setCurrent] = useState(initial)

  const choose = (theme: Theme) => {
    setCurrent(theme)
    applyTheme(theme)
  }

  return (
    <fieldset className="flex items-center gap-0.5" data-needs-script>
      <legend className="sr-only">Theme</legend>
      {themes.map((theme) => {
        const { name, Icon } = looks[theme]
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
