import { Users } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { PageHeader } from '@/components/ui/page-header'

/** A thread of another member, to be read; `children` are its messages. */
export function OthersThread({
  title,
  owner,
  workspace,
  children,
}: {
  title: string
  owner: string
  workspace: string
  children: ReactNode
}) {
  const t = useTranslations('sharing.other')
  return (
    <div className="flex h-full min-w-0 flex-col">
      <PageHeader title={title} />
      <div
        role="region"
        aria-label={t('messages')}
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto px-4 pt-2 pb-10 -outline-offset-2 sm:px-6"
      >
        <p className="max-w-column bg-hover text-body mx-auto mb-6 flex items-start gap-2.5 rounded-md px-3.5 py-2">
          <Users size={16} aria-hidden className="text-ink-muted mt-1 shrink-0" />
          <span>{t.rich('by', { owner, workspace, name: (name) => <bdi>{name}</bdi> })}</span>
        </p>
        {children}
      </div>
    </div>
  )
}
