'use client'

import { useTranslations } from 'next-intl'

import { Knot } from '@/components/chat/knot'
import { useModelName } from '@/components/models/model-names'
import { describeSpan } from '@/components/summaries/describe-summary'
import type { Summary } from '@/lib/core/summary/summary'

/** The place up to which a summary stands for the messages; opens it. */
export default function SummaryMark({ summary, onOpen }: { summary: Summary; onOpen: () => void }) {
  const t = useTranslations('summaries')
  const name = useModelName(summary.model)
  return (
    <div className="relative flex items-center gap-2.5">
      <Knot look="change" />
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={onOpen}
        className="text-label text-ink-muted hover:bg-hover hover:text-ink coarse:min-h-11 -mx-2 min-h-8 min-w-0 rounded-md px-2 py-1 text-left text-pretty transition-colors"
      >
        <span className="text-ink font-medium">
          {t('title', { span: describeSpan(summary, t) })}
        </span>
        {' · '}
        <span className="whitespace-nowrap">
          {t.rich('mark.tokens', {
            before: summary.tokens_before,
            after: summary.tokens_after,
            arrow: (text) => <span aria-hidden>{text}</span>,
            hidden: (text) => <span className="sr-only">{text}</span>,
          })}
        </span>
        {' · '}
        {t('mark.by', { name })}
        {summary.edited_at !== null && ` · ${t('mark.edited')}`}
      </button>
      <span aria-hidden className="bg-line h-px min-w-4 flex-1" />
    </div>
  )
}
