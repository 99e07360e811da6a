import { sumUsage } from '@/components/admin/sum-usage'
import { formatCount, formatDollars, formatShare } from '@/components/context/figures'
import { Panel } from '@/components/ui/panel'
import type { Usage } from '@/lib/core/access/usage'

/** What the workspace used this month, and what is left of its budget. */
export function UsagePanel({ usage }: { usage: Usage }) {
  const { totals, budget } = usage
  const sums = sumUsage(usage.data)
  const figures = [
    { name: 'Answers', value: formatCount(totals.turns) },
    { name: 'Tokens', value: formatCount(totals.input_tokens + totals.output_tokens) },
    { name: 'Cost', value: formatDollars(totals.cost) },
  ]
  return (
    <Panel id="usage" title="This month">
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
      {budget && budget.monthly_budget !== null && (
        <BudgetLine
          text={`${formatDollars(budget.spent)} of ${formatDollars(budget.monthly_budget)}`}
          spent={budget.spent}
          of={budget.monthly_budget}
        />
      )}
      {budget && budget.monthly_tokens !== null && (
        <BudgetLine
          text={`${formatCount(budget.spent_tokens)} of ${formatCount(budget.monthly_tokens)} tokens`}
          spent={budget.spent_tokens}
          of={budget.monthly_tokens}
        />
      )}
      {budget?.is_spent && (
        <p className="bg-caution-soft text-caution text-body rounded-md px-3.5 py-2.5">
          The budget is spent: nothing more is answered until {budget.renews_on}, unless it is
          raised.
        </p>
      )}
      {sums.length === 0 ? (
        <p className="text-body text-ink-muted">Nobody has asked anything yet.</p>
      ) : (
        <div
          className="overflow-x-auto"
          tabIndex={0}
          role="group"
          aria-label="Usage by member and model"
        >
          <table className="text-body w-full text-right tabular-nums">
            <thead className="text-label text-ink-muted">
              <tr>
                <th scope="col" className="py-2 pr-4 text-left font-medium">
                  Member and model
                </th>
                {['Answers', 'Tokens in', 'Tokens out', 'Cost'].map((name) => (
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
                    <bdi>{sum.person}</bdi>
                    <span className="text-label text-ink-muted block font-normal">{sum.model}</span>
                  </th>
                  <td className="px-2 py-2">{formatCount(sum.turns)}</td>
                  <td className="px-2 py-2">{formatCount(sum.input_tokens)}</td>
                  <td className="px-2 py-2">{formatCount(sum.output_tokens)}</td>
                  <td className="px-2 py-2">{formatDollars(sum.cost)}</td>
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
  return (
    <div>
      <p className="text-label text-ink-muted mb-1 flex justify-between gap-4">
        <span>{text}</span>
        <span>{of > 0 ? formatShare(spent, of) : null}</span>
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
