'use client'

import { useModelName } from '@/components/models/model-names'
import { describeCost, describeTrigger, formatCount } from '@/components/summaries/describe-summary'
import type { Summary } from '@/lib/core/summary/summary'

const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })

/** How a summary came about, in figures. */
export function SummaryFigures({ summary }: { summary: Summary }) {
  const name = useModelName(summary.model)
  const { message_count: own, total_message_count: all } = summary
  const figures: [string, string][] = [
    [
      'Messages',
      own === all
        ? formatCount(own)
        : `${formatCount(own)}, with the summaries before it ${formatCount(all)}`,
    ],
    ['Tokens', `${formatCount(summary.tokens_before)} → ${formatCount(summary.tokens_after)}`],
    ['Cost', describeCost(summary.cost)],
    ['Model', name],
    ['Prompt version', summary.prompt_version],
    ['Why', describeTrigger(summary.trigger)],
    ['Written', moment.format(new Date(summary.created_at))],
    ...(summary.edited_at === null
      ? []
      : [['Edited', moment.format(new Date(summary.edited_at))] satisfies [string, string]]),
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
