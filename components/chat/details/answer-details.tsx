'use client'

import { Layers } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useEffect, useState, type ReactNode } from 'react'

import { explain } from '@/components/api/explain'
import { request } from '@/components/api/request'
import { answerFacts, type AnswerFacts } from '@/components/chat/details/answer-facts'
import { useModelName } from '@/components/models/model-names'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import type { Message } from '@/lib/core/thread/message'

export type AnswerDetailsProps = {
  answerId: string
  onShowSent: () => void
  onClose: () => void
}

type Loaded = { facts: AnswerFacts } | { failure: string } | null

/** Which model wrote an answer, what it took and how long, read when it is opened. */
export default function AnswerDetails({ answerId, onShowSent, onClose }: AnswerDetailsProps) {
  const t = useTranslations('chat.details')
  const [loaded, setLoaded] = useState<Loaded>(null)

  useEffect(() => {
    const leaving = new AbortController()
    request(`/api/messages/${answerId}`, { signal: leaving.signal })
      .then(async (response) => answerFacts((await response.json()) as Message))
      .then((facts) => setLoaded({ facts }))
      .catch((error) => leaving.signal.aborted || setLoaded({ failure: explain(error) }))
    return () => leaving.abort()
  }, [answerId])

  return (
    <Dialog title={t('title')} onClose={onClose} className="sm:max-w-md">
      <div className="grid gap-4 overflow-y-auto px-5 pb-5">
        {loaded === null && <Waiting />}
        {loaded && 'failure' in loaded && (
          <p role="alert" className="text-danger">
            {loaded.failure}
          </p>
        )}
        {loaded && 'facts' in loaded && <Facts facts={loaded.facts} answerId={answerId} />}
        <div>
          <Button onClick={onShowSent}>
            <Layers size={15} aria-hidden />
            {t('showSent')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

const rows = 9

function Waiting() {
  const t = useTranslations('context')
  return (
    <div role="status" className="grid gap-2">
      <span className="sr-only">{t('loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} className="h-5" />
      ))}
    </div>
  )
}

function Facts({ facts, answerId }: { facts: AnswerFacts; answerId: string }) {
  const t = useTranslations('chat.details')
  const format = useFormatter()
  const served = useModelName(facts.served)
  const asked = useModelName(facts.asked)
  const { usage } = facts

  const count = (value: number | null | undefined) => (value == null ? null : format.number(value))
  const time = (value: number | null) =>
    value === null
      ? null
      : t('seconds', { seconds: format.number(value / 1000, { maximumSignificantDigits: 2 }) })
  const cost =
    usage?.cost == null
      ? null
      : format.number(usage.cost, {
          style: 'currency',
          currency: 'USD',
          maximumSignificantDigits: 3,
        })
  const speed =
    facts.tokensPerSecond === null
      ? null
      : t('perSecond', {
          tokens: format.number(facts.tokensPerSecond, { maximumFractionDigits: 0 }),
        })

  return (
    <dl className="text-body grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5">
      <Fact name={t('model')}>{facts.served && served}</Fact>
      {facts.asked !== null && facts.asked !== facts.served && (
        <Fact name={t('asked')}>{asked}</Fact>
      )}
      <Fact name={t('input')}>{count(usage?.input_tokens)}</Fact>
      {usage?.cached_input_tokens != null && (
        <Fact name={t('cached')}>{count(usage.cached_input_tokens)}</Fact>
      )}
      <Fact name={t('output')}>{count(usage?.output_tokens)}</Fact>
      {usage?.reasoning_tokens != null && (
        <Fact name={t('reasoning')}>{count(usage.reasoning_tokens)}</Fact>
      )}
      <Fact name={t('cost')}>{cost}</Fact>
      <Fact name={t('firstToken')}>{time(facts.firstTokenMs)}</Fact>
      <Fact name={t('speed')}>{speed}</Fact>
      <Fact name={t('duration')}>{time(facts.durationMs)}</Fact>
      <Id name={t('message')} id={answerId} />
      {facts.requestId && <Id name={t('request')} id={facts.requestId} />}
      {facts.turnId && <Id name={t('turn')} id={facts.turnId} />}
      {facts.generationId && <Id name={t('generation')} id={facts.generationId} />}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  const t = useTranslations('chat.details')
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="tabular-nums">
        {children ?? <span className="text-ink-muted">{t('unknown')}</span>}
      </dd>
    </>
  )
}

function Id({ name, id }: { name: string; id: string }) {
  const t = useTranslations('chat.details')
  return (
    <>
      <dt className="text-ink-muted self-center">{name}</dt>
      <dd className="flex min-w-0 items-center gap-1">
        <code className="text-label min-w-0 truncate">{id}</code>
        <CopyButton label={t('copyId', { name })} size="small" tip="none" getText={() => id} />
      </dd>
    </>
  )
}
