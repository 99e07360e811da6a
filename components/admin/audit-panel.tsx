import { useLocale, useTranslations } from 'next-intl'

import { dayAndTime, type Now } from '@/components/account/moment'
import { describeAction, describeDetail } from '@/components/admin/describe-event'
import { buttonClass } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { Panel } from '@/components/ui/panel'
import type { AuditEvent } from '@/lib/core/access/audit'

export type AuditPanelProps = {
  events: readonly AuditEvent[]
  hasOlder: boolean
  isFirst: boolean
  /** Of members by their ids. */
  names: Record<string, string>
  now: Now
}

/** Who did what, the newest first, a page at a time. */
export function AuditPanel({ events, hasOlder, isFirst, names, now }: AuditPanelProps) {
  const t = useTranslations('admin.audit')
  const locale = useLocale()
  const last = events.at(-1)
  return (
    <Panel id="audit" title={t('title')} lead={t('lead')}>
      {events.length === 0 ? (
        <p className="text-body text-ink-muted">{t('none')}</p>
      ) : (
        <ol className="border-line divide-line divide-y rounded-md border">
          {events.map((event) => {
            const detail = describeDetail(event, names, t)
            return (
              <li
                key={event.id}
                className="flex flex-wrap items-baseline justify-between gap-x-4 px-3.5 py-2.5"
              >
                <p className="text-body min-w-0">
                  <bdi className="font-medium">{event.user?.name ?? t('somebody')}</bdi>{' '}
                  {describeAction(event, t)}
                  {detail && <span className="text-ink-muted"> ({detail})</span>}
                </p>
                <p className="text-label text-ink-muted tabular-nums">
                  {event.address && `${event.address}, `}
                  <time dateTime={event.created_at}>
                    {dayAndTime(event.created_at, now, locale)}
                  </time>
                </p>
              </li>
            )
          })}
        </ol>
      )}
      {(hasOlder || !isFirst) && (
        <div className="flex flex-wrap justify-between gap-2">
          {isFirst ? (
            <span />
          ) : (
            <Link href="/admin/audit" className={buttonClass('quiet')}>
              {t('newest')}
            </Link>
          )}
          {hasOlder && last && (
            <Link href={`/admin/audit?before=${last.id}`} className={buttonClass('quiet')}>
              {t('older')}
            </Link>
          )}
        </div>
      )}
    </Panel>
  )
}
