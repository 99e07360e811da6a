import { useLocale } from 'next-intl'

import { formatCount, formatDollars } from '@/components/context/figures'
import { tokensOf } from '@/components/usage/plan-charts'
import type { Usage } from '@/lib/core/access/usage'

/** How much was used in all, as three figures. */
export function UsageTotals({
  totals,
  names,
}: {
  totals: Usage['totals']
  names: { answers: string; tokens: string; cost: string }
}) {
  const locale = useLocale()
  const figures = [
    { name: names.answers, value: formatCount(totals.turns, locale) },
    { name: names.tokens, value: formatCount(tokensOf(totals), locale) },
    { name: names.cost, value: formatDollars(totals.cost, locale) },
  ]
  return (
    <dl className="grid grid-cols-3 gap-2">
      {figures.map(({ name, value }) => (
        <div
          key={name}
          className="border-line bg-surface min-w-0 rounded-md border px-2.5 py-2.5 sm:px-3.5 sm:py-3"
        >
          <dt className="text-label text-ink-muted">{name}</dt>
          <dd className="text-reading sm:text-title font-semibold tracking-tight tabular-nums">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
