'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useCallback } from 'react'

import { request, RequestError } from '@/components/api/request'
import {
  describeDifference,
  describeRealCost,
  describeUsage,
} from '@/components/context/context-sentences'
import { formatDollars } from '@/components/context/figures'
import { LeftOut } from '@/components/context/left-out'
import { LoadFailure, LoadingContext } from '@/components/context/load-state'
import { RequestList } from '@/components/context/request-list'
import { Section } from '@/components/context/section'
import { SegmentList } from '@/components/context/segment-list'
import { TokenBar } from '@/components/context/token-bar'
import { useLoad } from '@/components/context/use-load'
import { WindowMeter } from '@/components/context/window-meter'
import { useModelName } from '@/components/models/model-names'
import { Button } from '@/components/ui/button'
import type { Ledger } from '@/lib/core/context/context'

async function fetchLedger(answerId: string, signal: AbortSignal): Promise<Ledger> {
  const response = await request(`/api/messages/${answerId}/context`, { signal })
  return response.json() as Promise<Ledger>
}

export type WhatWasSentProps = { answerId: string; onShowNext: () => void }

/** What was sent to get one answer. */
export function WhatWasSent({ answerId, onShowNext }: WhatWasSentProps) {
  const t = useTranslations('context.past')
  const load = useCallback((signal: AbortSignal) => fetchLedger(answerId, signal), [answerId])
  const { data: ledger, failure, retry } = useLoad(load)
  return (
    <>
      <Body ledger={ledger} failure={failure} onRetry={retry} />
      <Button onClick={onShowNext} className="justify-self-start">
        {t('show_next')}
      </Button>
    </>
  )
}

type BodyProps = { ledger: Ledger | null; failure: unknown; onRetry: () => void }

function Body({ ledger, failure, onRetry }: BodyProps) {
  const t = useTranslations('context.past')
  if (ledger) return <Sent ledger={ledger} />
  if (failure === null) return <LoadingContext />
  if (failure instanceof RequestError && failure.code === 'ledger_not_found') {
    return <p className="text-body text-ink-muted">{t('no_ledger')}</p>
  }
  return <LoadFailure failure={failure} onRetry={onRetry} />
}

function Sent({ ledger }: { ledger: Ledger }) {
  const t = useTranslations('context')
  const locale = useLocale()
  const { budget, segments, difference, usage, estimated_cost: cost } = ledger
  const name = useModelName(ledger.model)
  return (
    <>
      <Section title={t('past.window', { name })}>
        <WindowMeter budget={budget} />
      </Section>
      <Section title={t('past.counts')}>
        <ul className="text-label grid gap-1">
          <li>{usage ? describeUsage(usage, t) : t('usage.none')}</li>
          {usage && <li>{describeRealCost(usage, t, locale)}</li>}
          {cost !== null && <li>{t('past.estimated', { cost: formatDollars(cost, locale) })}</li>}
        </ul>
      </Section>
      <Section title={t('past.title')}>
        <TokenBar segments={segments} />
      </Section>
      <LeftOut {...ledger} tense="past" />
      <Section title={t('past.since')}>
        <p className="text-label">
          {difference ? describeDifference(difference, t) : t('past.no_answer_before')}
        </p>
        {difference && difference.removed.length > 0 && (
          <>
            <h4 className="text-label text-ink-muted mt-1 font-medium">{t('past.no_longer')}</h4>
            <SegmentList segments={difference.removed} />
          </>
        )}
      </Section>
      <Section title={t('past.pieces')}>
        <SegmentList segments={segments} added={difference?.added} />
      </Section>
      <Section title={t('past.requests')}>
        <RequestList ledger={ledger} />
      </Section>
    </>
  )
}
