'use client'

import { lazy, Suspense, useState, type ReactNode } from 'react'

import { explain, request } from '@/components/api/request'
import { describeSpan } from '@/components/summaries/describe-summary'
import { useSummariseNow } from '@/components/summaries/use-summarise-now'
import type { useSummaries } from '@/components/summaries/use-summaries'
import { toastStore } from '@/components/ui/toast-store'
import type { PatchSummary, Summary } from '@/lib/core/summary/summary'

const SummaryDialog = lazy(() => import('@/components/summaries/summary-dialog'))

/** It is taken away when the work is over. */
const progressToastMs = 600_000

export type SummaryActions = {
  /** What is being summarised now. */
  progress: string | null
  open: (summary: Summary) => void
  /** Has the next summary written; says at the edge of the page how it goes. */
  summarise: () => void
  /** The same from a place that says itself that it goes on. */
  retry: () => void
}

/** What a person can do with a thread's summaries, and the dialog for it. `count` messages are in none yet. */
export function useSummaryActions(
  threadId: string,
  { list, put, refresh }: ReturnType<typeof useSummaries>,
  count: number | null,
): { actions: SummaryActions; dialog: ReactNode } {
  const [opened, setOpened] = useState<Summary | null>(null)
  const { progress, progressText, summarise } = useSummariseNow(threadId, {
    count,
    onSettled: refresh,
  })

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
      message: `The summary of ${describeSpan(summary)} is written.`,
      action: { label: 'Show', run: () => setOpened(summary) },
    })
  }

  // A link that has left the chain stays readable.
  const shown = opened && (list.data.find(({ id }) => id === opened.id) ?? opened)
  const dialog = shown && (
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
  const actions = {
    progress,
    open: setOpened,
    summarise: () => void summariseAndSay(),
    retry: () => void retry(),
  }
  return { actions, dialog }
}
