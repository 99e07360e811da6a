import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { SettingsPage } from '@/components/ui/settings-page'
import { Skeleton } from '@/components/ui/skeleton'

/** A `SettingsPage` on its way: its head, and the shapes of its parts. */
export function SettingsSkeleton({ title, children }: { title: string; children: ReactNode }) {
  const t = useTranslations('pages')
  return (
    <SettingsPage title={title}>
      <span role="status" className="sr-only">
        {t('loading')}
      </span>
      {children}
    </SettingsPage>
  )
}

/** The shape of a `Panel` whose parts have other shapes. */
export function PanelSkeleton({ hasLead, children }: { hasLead?: boolean; children: ReactNode }) {
  return (
    <div className="grid gap-3">
      <Skeleton className="my-1 h-5 w-40" />
      {hasLead && <Skeleton className="my-1 h-4 w-3/5" />}
      {children}
    </div>
  )
}
