'use client'

import { useTranslations } from 'next-intl'
import { Suspense, useEffect, useImperativeHandle, useState, type Ref } from 'react'

import { explain } from '@/components/api/explain'
import { request } from '@/components/api/request'
import { describeSpan } from '@/components/summaries/describe-summary'
import { useSummariseNow } from '@/components/summaries/use-summarise-now'
import type { SummaryCommands } from '@/components/summaries/use-summary-actions'
import type { useSummaries } from '@/components/summaries/use-summaries'
import { lazyPart } from '@/components/ui/lazy-part'
import { toastStore } from '@/components/ui/toast-store'
import type { PatchSummary, Summary } from '@/lib/core/summary/summary'

const SummaryDialog = lazyPart(() => import('@/components/summaries/summary-dialog'))

/** It is taken away when the work is over. */
const progressToastMs = 600_000

export type SummaryDeskProps = {
  ref: Ref<SummaryCommands>
  threadId: string
  summaries: ReturnType<typeof useSummaries>
  /** How many messages are in none yet, as far as that is known. */
  count: number | null
  /** Told what is being summarised now, or that nothing is. */
  onProgress: (progress: string | null) => void
}

/** Does what a person wants of a thread's summaries, and shows the one that was opened. */
export default function SummaryDesk({
  ref,
  threadId,
  summaries: { list, put, refresh },
  count,
  onProgress,
}: SummaryDeskProps) {
  const t = useTranslations('summaries')
  const [opened, setOpened] = useState<Summary | null>(null)
  const { progress, progressText, summarise } = useSummariseNow(threadId, {
    count,
    onSettled: refresh,
  })
  useEffect(() => onProgress(progress), [onProgress, progress])

  const change = async ({ id }: Summary, body: PatchSummary) => {
    try {
      const response = await request(`/api/summaries/${id}`, { method: 'PATCH', body })
      const changed = (await response.json()) as Summary
      put(changed)
      setOpened(changed)
    } catch (error) {
      void refresh().catch(() => undefined)
      throw new Error(explain(error))
    }
  }

  const summariseAndShow = async () => {
    const outcome = await summarise()
    if ('summary' in outcome) setOpened(outcome.summary)
    return outcome
  }

  const summariseAndSay = async () => {
    if (progress !== null) return void toastStore.show({ message: progress })
    const waiting = toastStore.show({ message: progressText, durationMs: progressToastMs })
    await retry()
    toastStore.remove(waiting, false)
  }

  const retry = async () => {
    const outcome = await summarise()
    if ('problem' in outcome) return void toastStore.show({ message: outcome.problem })
    const { summary } = outcome
    toastStore.show({
      message: t('written', { span: describeSpan(summary, t) }),
      action: { label: t('show'), run: () => setOpened(summary) },
    })
  }

  useImperativeHandle(ref, () => ({
    open: setOpened,
    summarise: () => void summariseAndSay(),
    retry: () => void retry(),
  }))

  // A link that has left the chain stays readable.
  const shown = opened && (list.data.find(({ id }) => id === opened.id) ?? opened)
  return (
    shown && (
      <Suspense>
        <SummaryDialog
          summary={shown}
          progress={progress}
          onSave={(summary, content) => change(summary, { content })}
          onRevert={(summary) => change(summary, { revert: true })}
          onSummarise={summariseAndShow}
          onClose={() => setOpened(null)}
        />
      </Suspense>
    )
  )
}
