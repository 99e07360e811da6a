'use client'

import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { useErrorText } from '@/components/api/use-error-text'
import { describeFailure } from '@/components/summaries/describe-summary'
import { Button } from '@/components/ui/button'
import type { SummaryFailure } from '@/lib/core/summary/summary'

/** Says that a summary is still missing. Nothing else is different: its messages are sent as they are. */
export default function SummaryFailureNote({
  failure,
  progress,
  onTry,
}: {
  failure: SummaryFailure
  /** What is being done about it. */
  progress: string | null
  onTry: () => void
}) {
  const t = useTranslations('summaries.failure')
  const explainError = useErrorText()
  return (
    <div className="text-label text-ink-muted flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p role="status" className="min-w-0 flex-[1_1_16rem] text-pretty">
        {progress ?? t('note', { reason: describeFailure(explainError(failure)) })}
      </p>
      <Button onClick={onTry} disabled={progress !== null} data-needs-script>
        <RotateCw size={15} aria-hidden />
        {t('try')}
      </Button>
    </div>
  )
}
