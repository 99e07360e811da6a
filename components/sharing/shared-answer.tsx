import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { Knot } from '@/components/chat/knot'
import type { SharedMessage } from '@/lib/core/thread/share'

/** An answer as somebody sees it who can only read. */
export function SharedAnswer({
  name,
  status,
  children,
}: {
  /** What the model is called. */
  name: string
  status: SharedMessage['status']
  children: ReactNode
}) {
  const t = useTranslations('sharing.answer')
  return (
    <article aria-label={t('from', { name })} className="relative">
      <header className="relative mb-1.5 flex items-center gap-2.5">
        <Knot look={status === 'failed' ? 'failed' : 'over'} />
        <h2 className="text-label text-ink-muted min-w-0 truncate font-medium">{name}</h2>
      </header>
      {children}
      {status !== 'completed' && (
        <p className="text-label text-ink-muted mt-3">{t(`endings.${status}`)}</p>
      )}
    </article>
  )
}
