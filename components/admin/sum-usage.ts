import type { Usage, UsageRow } from '@/lib/core/access/usage'

export type UsageSum = Usage['totals'] & {
  /** Null when the account is gone. */
  person: string | null
  userId: string
  model: string
}

/** What each member used of each model over all days, the dearest first. */
export function sumUsage(rows: readonly UsageRow[]): UsageSum[] {
  const sums = new Map<string, UsageSum>()
  for (const { user, model, turns, input_tokens, output_tokens, cost } of rows) {
    const key = `${user.id} ${model}`
    const sum = sums.get(key) ?? {
      userId: user.id,
      person: user.name,
      model,
      turns: 0,
      input_tokens: 0,
      output_tokens: 0,
      cost: 0,
    }
    sums.set(key, {
      ...sum,
      turns: sum.turns + turns,
      input_tokens: sum.input_tokens + input_tokens,
      output_tokens: sum.output_tokens + output_tokens,
      cost: sum.cost + cost,
    })
  }
  return [...sums.values()].toSorted(
    (one, other) =>
      other.cost - one.cost ||
      other.input_tokens + other.output_tokens - one.input_tokens - one.output_tokens,
  )
}
