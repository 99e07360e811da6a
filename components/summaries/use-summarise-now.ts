'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { explain } from '@/components/api/explain'
import { request } from '@/components/api/request'
import { describeMessages } from '@/components/summaries/describe-summary'
import type { Summary } from '@/lib/core/summary/summary'

/** A summary, or what to tell the person who asked for it. */
export type Summarised = { summary: Summary } | { problem: string }

/** Has the next summary of a thread written, one at a time. `progress` says so while it
 * goes on; `progressText` is what it would say. */
export function useSummariseNow(
  threadId: string,
  { count, onSettled }: { count: number | null; onSettled: () => Promise<void> },
) {
  const t = useTranslations('summaries')
  const [progress, setProgress] = useState<string | null>(null)
  const progressText =
    count === null || count === 0
      ? t('progress.newest')
      : t('progress.some', { messages: describeMessages(count, t) })

  const summarise = async (): Promise<Summarised> => {
    setProgress(progressText)
    try {
      const response = await request(`/api/threads/${threadId}/summaries`, {
        method: 'POST',
        body: {},
      })
      return { summary: (await response.json()) as Summary }
    } catch (error) {
      return { problem: explain(error) }
    } finally {
      // Before it is over for the page, so that the new state does not follow a moment later.
      await onSettled().catch(() => undefined)
      setProgress(null)
    }
  }

  return { progress, progressText, summarise }
}
