'use client'

import { clsx } from 'clsx'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'

import { Link } from '@/components/ui/link'

export type AdminSection =
  'members' | 'invitations' | 'keys' | 'usage' | 'providers' | 'audit' | 'jobs'

/** The way between the parts of the administration; on a phone a strip that moves sideways. */
export function AdminTabs({ sections }: { sections: readonly AdminSection[] }) {
  const t = useTranslations('admin')
  const pathname = usePathname()
  const current = useRef<HTMLAnchorElement>(null)

  useEffect(() => {
    current.current?.scrollIntoView({ inline: 'center', block: 'nearest', behavior: 'instant' })
  }, [pathname])

  return (
    <nav
      aria-label={t('title')}
      className="border-line mb-4 shrink-0 [scrollbar-width:none] overflow-x-auto border-b px-3 sm:px-5"
    >
      <ul className="max-w-column mx-auto flex gap-1">
        {sections.map((section) => {
          const path = `/admin/${section}`
          const isCurrent = pathname === path
          return (
            <li key={section}>
              <Link
                ref={isCurrent ? current : undefined}
                href={path}
                aria-current={isCurrent ? 'page' : undefined}
                className={clsx(
                  'text-body coarse:h-11 -mb-px flex h-10 items-center rounded-t-sm border-b-2 px-2.5 font-medium whitespace-nowrap -outline-offset-2',
                  isCurrent
                    ? 'border-accent text-ink'
                    : 'text-ink-muted hover:text-ink border-transparent',
                )}
              >
                {t(`sections.${section}`)}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
