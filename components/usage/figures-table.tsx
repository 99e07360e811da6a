import { useLocale, useTranslations } from 'next-intl'
import { Fragment, type ReactNode } from 'react'

import { formatCount, formatDollars } from '@/components/context/figures'
import {
  layers,
  tokensOf,
  valueOf,
  type Figures,
  type Measure,
} from '@/components/usage/plan-charts'

export type FiguresRow = Figures & { key: string; name: ReactNode }

/** Figures one below the other, each row with a bar of what is shown, as long as its part of the largest. */
export function FiguresTable({
  label,
  rows,
  measure,
}: {
  label: string
  rows: readonly FiguresRow[]
  measure: Measure
}) {
  const t = useTranslations('usage')
  const locale = useLocale()
  const largest = Math.max(...rows.map((row) => valueOf(row, measure)), 0)
  return (
    <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={label}>
      <table className="text-body w-full text-right tabular-nums">
        <thead className="text-label text-ink-muted">
          <tr>
            <th scope="col" className="py-2 pr-4 text-left font-medium">
              {label}
            </th>
            {[t('answers'), t('tokens'), t('cost')].map((name) => (
              <th
                key={name}
                scope="col"
                className="py-2 pl-3 font-medium whitespace-nowrap sm:w-24"
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Fragment key={row.key}>
              <tr className="border-line border-t">
                <th scope="row" className="min-w-40 pt-2 pr-4 text-left font-medium">
                  {row.name}
                </th>
                <td className="pt-2 pl-3 whitespace-nowrap">{formatCount(row.turns, locale)}</td>
                <td className="pt-2 pl-3 whitespace-nowrap">
                  {formatCount(tokensOf(row), locale)}
                </td>
                <td className="pt-2 pl-3 whitespace-nowrap">{formatDollars(row.cost, locale)}</td>
              </tr>
              <tr aria-hidden>
                <td colSpan={4} className="pt-1.5 pb-3">
                  <div className="bg-hover flex h-3 overflow-hidden rounded-sm">
                    {layers[measure].map(({ key, fill }) => (
                      <div
                        key={key}
                        style={{
                          background: fill,
                          width: `${largest > 0 ? (row[key] / largest) * 100 : 0}%`,
                        }}
                      />
                    ))}
                  </div>
                </td>
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}
