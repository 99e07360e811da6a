import type { Actor } from '@/lib/core/access/actor'
import { monthOf, refuseBeyondBudget } from '@/lib/core/limits/budget'
import type { Services } from '@/lib/server/services'

type Row = {
  budgetDollars: number | null
  budgetTokens: number | null
  spentDollars: number | null
  spentTokens: number | null
}

/**
 * To be called before a model is asked for somebody. Throws `budget_spent` when their workspace has used up what it may
 * use this month.
 */
export async function requireBudget(
  { prisma, clock }: Pick<Services, 'prisma' | 'clock'>,
  { workspaceId, role }: Pick<Actor, 'workspaceId' | 'role'>,
): Promise<void> {
  const { from, until } = monthOf(clock.now())
  // Without a budget, nothing is summed up.
  const [row] = await prisma.$queryRaw<Row[]>`
    SELECT w.monthly_budget::float8 AS "budgetDollars", w.monthly_tokens::float8 AS "budgetTokens",
      s.dollars AS "spentDollars", s.tokens AS "spentTokens"
    FROM workspace w LEFT JOIN LATERAL (
      SELECT sum(d.cost)::float8 AS dollars, sum(d.input_tokens + d.output_tokens)::float8 AS tokens
      FROM usage_day d
      WHERE d.workspace_id = w.id AND d.day >= ${from}::date AND d.day < ${until}::date
        AND (w.monthly_budget IS NOT NULL OR w.monthly_tokens IS NOT NULL)
    ) s ON true
    WHERE w.id = ${workspaceId}::uuid`
  if (!row) return
  refuseBeyondBudget(
    { dollars: row.budgetDollars, tokens: row.budgetTokens },
    { dollars: row.spentDollars ?? 0, tokens: row.spentTokens ?? 0 },
    { until, mayChangeIt: role === 'owner' || role === 'admin' },
  )
}
