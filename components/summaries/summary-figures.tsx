'use client'

import { useLocale, useTranslations } from 'next-intl'

import { useModelName } from '@/components/models/model-names'
import { describeCost } from '@/components/summaries/describe-summary'
import type { Summary } from '@/lib/core/summary/summary'

/** How a summary came about, in figures. */
export function SummaryFigures({ summary }: { summary: Summary }) {
  const t = useTranslations('summaries')
  const locale = useLocale()
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const name = useModelName(summary.model)
  const { message_count: own, total_message_count: all } = summary
  const figures: [string, string][] = [
    [
      t('figures.messages'),
      own === all ? t('figures.count', { count: own }) : t('figures.with_earlier', { own, all }),
    ],
    [
      t('figures.tokens'),
      t('figures.change', { before: summary.tokens_before, after: summary.tokens_after }),
    ],
    [t('figures.cost'), describeCost(summary.cost, t, locale)],
    [t('figures.model'), name],
    [t('figures.prompt_version'), summary.prompt_version],
    [t('figures.why'), t(`triggers.${summary.trigger}`)],
    [t('figures.written'), moment.format(new Date(summary.created_at))],
    ...(summary.edited_at === null
      ? []
      : [
          [t('figures.edited'), moment.format(new Date(summary.edited_at))] satisfies [
            string,
            string,
          ],
        ]),
  ]
  return (
    <dl className="text-label border-line mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 border-t pt-3">
      {figures.map(([term, value]) => (
        <div key={term} className="contents">
          <dt className="text-ink-muted">{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
