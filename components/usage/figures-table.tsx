import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { formatCount, formatDollars } from '@/components/context/figures'
import { tokensOf, type Figures } from '@/components/usage/plan-charts'

export type FiguresRow = Figures & { key: string; name: ReactNode }

/** Figures one below the other, each row with a bar for its part of the largest. */
export function FiguresTable({ label, rows }: { label: string; rows: readonly FiguresRow[] }) {
  const t = useTranslations('usage')
  const locale = useLocale()
  const dearest = Math.max(...rows.map(weightOf), 0)
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
            <tr key={row.key} className="border-line border-t">
              <th scope="row" className="min-w-40 py-2 pr-4 text-left font-medium">
                {row.name}
                <span aria-hidden className="bg-hover mt-1 block h-1 rounded-full">
                  <span
                    className="bg-accent block h-full rounded-full"
                    style={{ width: `${dearest > 0 ? (weightOf(row) / dearest) * 100 : 0}%` }}
                  />
                </span>
              </th>
              <td className="py-2 pl-3 whitespace-nowrap">{formatCount(row.turns, locale)}</td>
              <td className="py-2 pl-3 whitespace-nowrap">{formatCount(tokensOf(row), locale)}</td>
              <td className="py-2 pl-3 whitespace-nowrap">{formatDollars(row.cost, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Where nothing costs anything, what counts is tokens. */
const weightOf = (row: Figures) => (row.cost > 0 ? row.cost * 1e12 : 0) + tokensOf(row)
