'use client'

import { clsx } from 'clsx'
import { ChevronRight, Download } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Suspense, useState } from 'react'

import { dayOf } from '@/components/account/moment'
import { useModelName } from '@/components/models/model-names'
import { lazyPart } from '@/components/ui/lazy-part'
import { Link } from '@/components/ui/link'
import { FiguresTable } from '@/components/usage/figures-table'
import { byDay, byModel, layers, mostFirst, type Measure } from '@/components/usage/plan-charts'
import { spans, type Span } from '@/components/usage/spans'
import { UsageTotals } from '@/components/usage/usage-totals'
import { usageCsv } from '@/components/usage/usage-csv'
import { Button } from '@/components/ui/button'
import { ChoiceField } from '@/components/ui/choice-field'
import { downloadText } from '@/components/ui/download-text'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import type { Usage } from '@/lib/core/access/usage'
import { shownTitle } from '@/lib/core/thread/plain-name'

const UsageChart = lazyPart(() => import('@/components/usage/usage-chart'))

/** What one has used, as charts and as tables. */
export function OwnUsage({ usage, span }: { usage: Usage; span: Span }) {
  const t = useTranslations('usage')
  const locale = useLocale()
  const untitled = useTranslations('threads.row')('untitled')
  const [measure, setMeasure] = useState<Measure>(usage.totals.cost > 0 ? 'cost' : 'tokens')
  const days = byDay(usage)

  const download = () =>
    downloadText(usageCsv(usage.data), `skein-usage-${usage.from}-${usage.to}.csv`, 'text/csv')

  return (
    <>
      <nav aria-label={t('span')} className="flex flex-wrap items-center gap-1">
        {spans.map((count) => (
          <Link
            key={count}
            href={`/usage?days=${count}`}
            aria-current={count === span ? 'page' : undefined}
            className={clsx(
              'text-body coarse:min-h-11 inline-flex min-h-8 items-center rounded-md px-3 font-medium',
              count === span
                ? 'bg-accent-soft text-accent'
                : 'text-ink-muted hover:bg-hover hover:text-ink',
            )}
          >
            {t('days', { count })}
          </Link>
        ))}
      </nav>
      <UsageTotals
        totals={usage.totals}
        names={{ answers: t('answers'), tokens: t('tokens'), cost: t('cost') }}
      />
      {usage.data.length === 0 ? (
        <p className="text-body text-ink-muted">{t('none')}</p>
      ) : (
        <>
          <div className="-mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
            <ChoiceField
              label={t('measure')}
              value={measure}
              onChange={setMeasure}
              options={[
                { value: 'cost', label: t('cost') },
                { value: 'tokens', label: t('tokens') },
              ]}
            />
            <ul className="text-label text-ink-muted flex flex-wrap gap-x-4 gap-y-1">
              {layers[measure].map(({ key, fill }) => (
                <li key={key} className="flex items-center gap-2">
                  <span aria-hidden className="size-3 rounded-sm" style={{ background: fill }} />
                  {t(key)}
                </li>
              ))}
            </ul>
          </div>
          <Panel
            id="by-day"
            title={t('by_day')}
            action={
              <Button onClick={download} data-needs-script>
                <Download size={16} aria-hidden />
                {t('csv')}
              </Button>
            }
          >
            <Suspense fallback={<Skeleton className="h-56" />}>
              <UsageChart days={days} measure={measure} />
            </Suspense>
            <details className="group/days">
              <summary className="text-label text-ink-muted hover:text-ink coarse:min-h-11 -ml-1 inline-flex min-h-8 list-none items-center gap-1 rounded-sm pr-2 font-medium [&::-webkit-details-marker]:hidden">
                <ChevronRight
                  size={14}
                  aria-hidden
                  className="transition-transform group-open/days:rotate-90"
                />
                {t('as_table')}
              </summary>
              <FiguresTable
                label={t('day')}
                measure={measure}
                rows={days.toReversed().map(({ day, ...row }) => ({
                  key: day,
                  name: <time dateTime={day}>{dayOf(day, { timeZone: 'UTC' }, locale)}</time>,
                  ...row,
                }))}
              />
            </details>
          </Panel>
          <Panel id="by-model" title={t('by_model')}>
            <FiguresTable
              label={t('model')}
              measure={measure}
              rows={mostFirst(byModel(usage), measure).map(({ model, ...row }) => ({
                key: model,
                name: <ModelName id={model} />,
                ...row,
              }))}
            />
          </Panel>
          {usage.threads.length > 0 && (
            <Panel id="by-thread" title={t('by_thread')} lead={t('by_thread_lead')}>
              <FiguresTable
                label={t('thread')}
                measure={measure}
                rows={mostFirst(usage.threads, measure).map(({ id, title, ...row }) => ({
                  key: id,
                  name: (
                    <Link
                      href={`/t/${id}`}
                      className="hover:text-accent coarse:min-h-11 coarse:min-w-11 inline-flex min-h-6 items-center underline underline-offset-4"
                    >
                      <bdi>{shownTitle(title, untitled)}</bdi>
                    </Link>
                  ),
                  ...row,
                }))}
              />
            </Panel>
          )}
        </>
      )}
    </>
  )
}

function ModelName({ id }: { id: string }) {
  const name = useModelName(id)
  return (
    <>
      <bdi>{name}</bdi>
      {name !== id && (
        <span className="text-label text-ink-muted block font-normal [overflow-wrap:anywhere]">
          {id}
        </span>
      )}
    </>
  )
}
