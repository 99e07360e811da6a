import { clsx } from 'clsx'

import { formatCount, formatDollars, formatShare } from '@/components/context/figures'
import { fillOf, segmentKinds, sharesByKind } from '@/components/context/segment-kinds'
import type { Segment } from '@/lib/core/context/context'

/** What is too narrow for its name is told by its pattern, which the table explains. */
const leastNamedShare = 0.22

/** What is sent, kind by kind, as a bar and as the table that explains it. */
export function TokenBar({ segments }: { segments: readonly Segment[] }) {
  const shares = sharesByKind(segments)
  const total = shares.reduce((sum, { tokens }) => sum + tokens, 0)
  if (total === 0) return <p className="text-body text-ink-muted">Nothing is sent yet.</p>
  return (
    <>
      <div aria-hidden className="flex h-6 gap-0.5 overflow-hidden rounded-sm">
        {shares.map(({ kind, tokens }) => {
          const { label, colour } = segmentKinds[kind]
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
              {isNamed && <span className="truncate px-2">{label}</span>}
            </div>
          )
        })}
      </div>
      <table aria-label="Kinds of what is sent" className="text-label w-full">
        <thead className="sr-only">
          <tr>
            <th scope="col">Kind</th>
            <th scope="col" className="max-sm:hidden">
              Pieces
            </th>
            <th scope="col">Tokens</th>
            <th scope="col">Share</th>
            <th scope="col">Estimated cost</th>
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
                {segmentKinds[kind].label}
              </th>
              <td className="text-ink-muted px-2 text-right tabular-nums max-sm:hidden">
                {pieces > 1 && `${formatCount(pieces)} pieces`}
                {pieces === 1 && <span className="sr-only">1 piece</span>}
              </td>
              <td className="text-right tabular-nums">{formatCount(tokens)}</td>
              <td className="text-ink-muted pl-2 text-right tabular-nums">
                {formatShare(tokens, total)}
              </td>
              <td className="text-ink-muted w-20 pl-2 text-right tabular-nums">
                {cost === null ? '–' : formatDollars(cost)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
