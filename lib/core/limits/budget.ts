import { SkeinError } from '@/lib/core/errors'

/** What a workspace may use in a calendar month (UTC), in US dollars and in tokens in and out; null: any. */
export type Budget = { dollars: number | null; tokens: number | null }

/** What it has used in the month. */
export type Spent = { dollars: number; tokens: number }

/** The calendar month of a moment (milliseconds since the epoch): its first day and the first of the next. */
export function monthOf(now: number): { from: string; until: string } {
  const date = new Date(now)
  const first = (months: number) =>
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months))
      .toISOString()
      .slice(0, 10)
  return { from: first(0), until: first(1) }
}

/**
 * Throws `budget_spent` when a month's budget is used up, saying which, until when, and who can change it. An answer that
 * began before is not cut off, so that a little more than the budget may be spent.
 */
export function refuseBeyondBudget(
  budget: Budget,
  spent: Spent,
  { until, mayChangeIt }: { until: string; mayChangeIt: boolean },
): void {
  const used = usedUp(budget, spent)
  if (!used) return
  const renewal = new Date(`${until}T00:00:00Z`).toLocaleDateString('en-US', {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })
  const help = mayChangeIt
    ? 'You can raise it on the page of the workspace.'
    : 'An owner or admin of the workspace can raise it.'
  throw new SkeinError(
    'budget_spent',
    `This workspace has spent its budget of ${used} for this month. It begins anew on ${renewal} (UTC). ${help}`,
  )
}

function usedUp(budget: Budget, spent: Spent): string | null {
  if (budget.dollars !== null && spent.dollars >= budget.dollars) {
    return budget.dollars.toLocaleString('en-US', { style: 'currency', currency: 'USD' })
  }
  if (budget.tokens !== null && spent.tokens >= budget.tokens) {
    return `${budget.tokens.toLocaleString('en-US')} tokens`
  }
  return null
}
