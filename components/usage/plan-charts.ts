import type { Usage } from '@/lib/core/access/usage'

export type Figures = Usage['totals']
export type DayFigures = Figures & { day: string }
export type ModelFigures = Figures & { model: string }

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

/** Each model over all days, the dearest first. */
export function byModel({ data }: Pick<Usage, 'data'>): ModelFigures[] {
  const sums = new Map<string, Figures>()
  for (const { model, ...row } of data) sums.set(model, plus(sums.get(model) ?? nothing, row))
  return [...sums]
    .map(([model, figures]) => ({ model, ...figures }))
    .toSorted((one, other) => other.cost - one.cost || tokensOf(other) - tokensOf(one))
}

export const tokensOf = ({ input_tokens, output_tokens }: Figures): number =>
  input_tokens + output_tokens
