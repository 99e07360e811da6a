import type { ReactNode } from 'react'

import { PageHeader } from '@/components/ui/page-header'

/** A page of settings: its head, perhaps a way to its neighbours, and its parts one below the other. */
export function SettingsPage({
  title,
  tabs,
  children,
}: {
  title: string
  tabs?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="flex h-full min-w-0 flex-col">
      <PageHeader title={title} />
      {tabs}
      <div
        role="group"
        aria-label={title}
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto px-4 pt-2 pb-12 -outline-offset-2 sm:px-6"
      >
        <div className="max-w-column mx-auto grid gap-10">{children}</div>
      </div>
    </div>
  )
}
