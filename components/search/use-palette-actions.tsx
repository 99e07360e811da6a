'use client'

import { Archive, Keyboard, MessageSquareDashed, Settings, SquarePen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import type { ShortcutAction } from '@/components/shortcuts/shortcut-actions'

export type PaletteAction = {
  id: string
  label: string
  icon: ReactNode
  /** The page that it leads to, or else what it does. */
  leadsTo?: string
  shortcut?: ShortcutAction
}

/** What can be done from the search besides finding. */
export function usePaletteActions(): PaletteAction[] {
  const t = useTranslations('search')
  const icon = { size: 16, 'aria-hidden': true, className: 'text-ink-muted shrink-0' } as const
  return [
    {
      id: 'action:new',
      label: t('new_thread'),
      icon: <SquarePen {...icon} />,
      leadsTo: '/',
    },
    {
      id: 'action:temporary',
      label: t('temporary_thread'),
      icon: <MessageSquareDashed {...icon} />,
      leadsTo: '/temporary',
    },
    {
      id: 'action:archived',
      label: t('archived_threads'),
      icon: <Archive {...icon} />,
      leadsTo: '/archived',
    },
    {
      id: 'action:settings',
      label: t('settings'),
      icon: <Settings {...icon} />,
      shortcut: 'settings',
    },
    {
      id: 'action:shortcuts',
      label: t('shortcuts'),
      icon: <Keyboard {...icon} />,
      shortcut: 'shortcut_list',
    },
  ]
}
