import { clsx } from 'clsx'
import { useLocale, useTranslations } from 'next-intl'

import { formatCount, formatDollars, formatShare } from '@/components/context/figures'
import { fillOf, segmentKinds, sharesByKind } from '@/components/context/segment-kinds'
import type { Segment } from '@/lib/core/context/context'

/** What is too narrow for its name is told by its pattern, which the table explains. */
const leastNamedShare = 0.22

/** What is sent, kind by kind, as a bar and as the table that explains it. */
export function TokenBar({ segments }: { segments: readonly Segment[] }) {
  const t = useTranslations('context')
  const locale = useLocale()
  const shares = sharesByKind(segments)
  const total = shares.reduce((sum, { tokens }) => sum + tokens, 0)
  if (total === 0) return <p className="text-body text-ink-muted">{t('bar.empty')}</p>
  return (
    <>
      <div aria-hidden className="flex h-6 gap-0.5 overflow-hidden rounded-sm">
        {shares.map(({ kind, tokens }) => {
          const { colour } = segmentKinds[kind]
          const isNamed = tokens / total >= leastNamedShare
          return (
            <div
              key={kind}
              style={{ flexGrow: tokens }}
              className={clsx(
                'text-caption text-canvas flex min-w-1 basis-0 items-center overflow-hidden font-medium whitespace-nowrap',
                isNamed ? colour : fillOf(kind),
              )}
            >
              {isNamed && <span className="truncate px-2">{t(`kinds.${kind}`)}</span>}
            </div>
          )
        })}
      </div>
      <table aria-label={t('bar.label')} className="text-label w-full">
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('bar.kind')}</th>
            <th scope="col" className="max-sm:hidden">
              {t('bar.pieces')}
            </th>
            <th scope="col">{t('bar.tokens')}</th>
            <th scope="col">{t('bar.share')}</th>
            <th scope="col">{t('bar.cost')}</th>
          </tr>
        </thead>
        <tbody>
          {shares.map(({ kind, tokens, pieces, cost }) => (
            <tr key={kind} className="border-line border-b last:border-0">
              <th scope="row" className="py-1 text-left font-normal">
                <span
                  aria-hidden
                  className={clsx(
                    'mr-2 inline-block size-3 rounded-full align-[-1px]',
                    fillOf(kind),
                  )}
                />
                {t(`kinds.${kind}`)}
              </th>
              <td className="text-ink-muted px-2 text-right tabular-nums max-sm:hidden">
                <span className={clsx(pieces === 1 && 'sr-only')}>
                  {t('bar.count', { count: pieces })}
                </span>
              </td>
              <td className="text-right tabular-nums">{formatCount(tokens, locale)}</td>
              <td className="text-ink-muted pl-2 text-right tabular-nums">
                {formatShare(tokens, total, t)}
              </td>
              <td className="text-ink-muted w-20 pl-2 text-right tabular-nums">
                {cost === null ? '–' : formatDollars(cost, locale)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
