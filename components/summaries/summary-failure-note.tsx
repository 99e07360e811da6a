'use client'

import { RotateCw } from 'lucide-react'

import { describeFailure } from '@/components/summaries/describe-summary'
import { Button } from '@/components/ui/button'
import type { SummaryFailure } from '@/lib/core/summary/summary'

/** Says that a summary is still missing. Nothing else is different: its messages are sent as they are. */
export function SummaryFailureNote({
  failure,
  progress,
  onTry,
}: {
  failure: SummaryFailure
  /** What is being done about it. */
  progress: string | null
  onTry: () => void
}) {
  return (
    <div className="text-label text-ink-muted flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p role="status" className="min-w-0 flex-[1_1_16rem] text-pretty">
        {progress ??
          `The summary of this part could not be written yet (${describeFailure(failure)}). It will be tried again.`}
      </p>
      <Button onClick={onTry} disabled={progress !== null} data-needs-script>
        <RotateCw size={15} aria-hidden />
        Try now
      </Button>
    </div>
  )
}
