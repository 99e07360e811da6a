import { useLocale, useTranslations } from 'next-intl'

import { dayOf } from '@/components/account/moment'
import { sumUsage } from '@/components/admin/sum-usage'
import { formatCount, formatDollars, formatShare } from '@/components/context/figures'
import { Panel } from '@/components/ui/panel'
import { UsageTotals } from '@/components/usage/usage-totals'
import type { Usage } from '@/lib/core/access/usage'

/** What the workspace used this month, and what is left of its budget. */
export function UsagePanel({ usage }: { usage: Usage }) {
  const t = useTranslations('admin.usage')
  const locale = useLocale()
  const { totals, budget } = usage
  const sums = sumUsage(usage.data)
  return (
    <Panel id="usage" title={t('title')}>
      <UsageTotals
        totals={totals}
        names={{ answers: t('answers'), tokens: t('tokens'), cost: t('cost') }}
      />
      {budget && budget.monthly_budget !== null && (
        <BudgetLine
          text={t('dollars_of', {
            spent: formatDollars(budget.spent, locale),
            budget: formatDollars(budget.monthly_budget, locale),
          })}
          spent={budget.spent}
          of={budget.monthly_budget}
        />
      )}
      {budget && budget.monthly_tokens !== null && (
        <BudgetLine
          text={t('tokens_of', {
            spent: formatCount(budget.spent_tokens, locale),
            budget: formatCount(budget.monthly_tokens, locale),
          })}
          spent={budget.spent_tokens}
          of={budget.monthly_tokens}
        />
      )}
      {budget?.is_spent && (
        <p className="bg-caution-soft text-caution text-body rounded-md px-3.5 py-2.5">
          {t('is_spent', { day: dayOf(budget.renews_on, { timeZone: 'UTC' }, locale) })}
        </p>
      )}
      {sums.length === 0 ? (
        <p className="text-body text-ink-muted">{t('none')}</p>
      ) : (
        <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={t('label')}>
          <table className="text-body w-full text-right tabular-nums">
            <thead className="text-label text-ink-muted">
              <tr>
                <th scope="col" className="py-2 pr-4 text-left font-medium">
                  {t('member_and_model')}
                </th>
                {[t('answers'), t('tokens_in'), t('tokens_out'), t('cost')].map((name) => (
                  <th key={name} scope="col" className="px-2 py-2 font-medium whitespace-nowrap">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sums.map((sum) => (
                <tr key={`${sum.userId} ${sum.model}`} className="border-line border-t">
                  <th scope="row" className="min-w-40 py-2 pr-4 text-left font-medium">
                    <bdi>{sum.person ?? t('gone')}</bdi>
                    <span className="text-label text-ink-muted block font-normal">{sum.model}</span>
                  </th>
                  <td className="px-2 py-2">{formatCount(sum.turns, locale)}</td>
                  <td className="px-2 py-2">{formatCount(sum.input_tokens, locale)}</td>
                  <td className="px-2 py-2">{formatCount(sum.output_tokens, locale)}</td>
                  <td className="px-2 py-2">{formatDollars(sum.cost, locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}

function BudgetLine({ text, spent, of }: { text: string; spent: number; of: number }) {
  const t = useTranslations('context')
  return (
    <div>
      <p className="text-label text-ink-muted mb-1 flex justify-between gap-4">
        <span>{text}</span>
        <span>{of > 0 ? formatShare(spent, of, t) : null}</span>
      </p>
      <meter
        aria-label={text}
        min={0}
        max={Math.max(of, 1e-9)}
        value={Math.min(spent, of)}
        className="sr-only"
      />
      <div aria-hidden className="bg-hover h-2 overflow-hidden rounded-full">
        <div
          className={spent >= of ? 'bg-caution h-full' : 'bg-accent h-full'}
          style={{ width: `${of > 0 ? Math.min(100, (spent / of) * 100) : 100}%` }}
        />
      </div>
    </div>
  )
}
