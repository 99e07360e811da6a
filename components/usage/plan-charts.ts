import type { Usage } from '@/lib/core/access/usage'

export type Figures = Usage['totals']
export type DayFigures = Figures & { day: string }
export type ModelFigures = Figures & { model: string }

/** What a chart shows, and of what its bars are made. */
export type Measure = 'cost' | 'tokens'
export const layers = {
  cost: [{ key: 'cost', fill: 'var(--accent)' }],
  tokens: [
    { key: 'input_tokens', fill: 'var(--kind-message)' },
    { key: 'output_tokens', fill: 'var(--accent)' },
  ],
} as const

const dayMs = 86_400_000
const nothing: Figures = { turns: 0, input_tokens: 0, output_tokens: 0, cost: 0 }

const plus = (one: Figures, other: Figures): Figures => ({
  turns: one.turns + other.turns,
  input_tokens: one.input_tokens + other.input_tokens,
  output_tokens: one.output_tokens + other.output_tokens,
  cost: one.cost + other.cost,
})

/** Every day of the span, the first one first, also those on which nothing was used. */
export function byDay({ from, to, data }: Pick<Usage, 'from' | 'to' | 'data'>): DayFigures[] {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1
  const days = Array.from({ length: count }, (_, n) =>
    new Date(Date.parse(from) + n * dayMs).toISOString().slice(0, 10),
  )
  const sums = new Map<string, Figures>()
  for (const { day, ...row } of data) sums.set(day, plus(sums.get(day) ?? nothing, row))
  return days.map((day) => ({ day, ...(sums.get(day) ?? nothing) }))
}

/** Each model over all days. */
export function byModel({ data }: Pick<Usage, 'data'>): ModelFigures[] {
  const sums = new Map<string, Figures>()
  for (const { model, ...row } of data) sums.set(model, plus(sums.get(model) ?? nothing, row))
  return [...sums].map(([model, figures]) => ({ model, ...figures }))
}

/** Those that have most of what is shown first. */
export const mostFirst = <Row extends Figures>(rows: readonly Row[], measure: Measure): Row[] =>
  rows.toSorted((one, other) => valueOf(other, measure) - valueOf(one, measure))

export const valueOf = (row: Figures, measure: Measure): number =>
  measure === 'cost' ? row.cost : tokensOf(row)

export const tokensOf = ({ input_tokens, output_tokens }: Figures): number =>
  input_tokens + output_tokens
