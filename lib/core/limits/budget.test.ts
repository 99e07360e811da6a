import { describe, expect, it } from 'vitest'

import { errorStatus, SkeinError } from '@/lib/core/errors'
import { monthOf, refuseBeyondBudget, type Budget, type Spent } from '@/lib/core/limits/budget'

describe('the month of a budget', () => {
  it.each([
    ['2026-11-21T12:00:00Z', '2026-11-01', '2026-12-01'],
    ['2026-11-01T00:00:00Z', '2026-11-01', '2026-12-01'],
    ['2026-10-31T23:59:59.999Z', '2026-10-01', '2026-11-01'],
    ['2026-12-31T23:59:59Z', '2026-12-01', '2027-01-01'],
    ['2028-02-29T01:00:00+02:00', '2028-02-01', '2028-03-01'],
  ])('of %s runs from %s until %s', (now, from, until) =>
    expect(monthOf(Date.parse(now))).toEqual({ from, until }),
  )
})

describe('a budget', () => {
  const refusalOf = (budget: Budget, spent: Spent, mayChangeIt = false): SkeinError | null => {
    try {
      refuseBeyondBudget(budget, spent, { until: '2026-12-01', mayChangeIt })
      return null
    } catch (error) {
      if (error instanceof SkeinError) return error
      throw error
    }
  }

  it('lets through what it has room for, and everything when there is none', () => {
    expect(refusalOf({ dollars: null, tokens: null }, { dollars: 1e9, tokens: 1e12 })).toBeNull()
    expect(refusalOf({ dollars: 5, tokens: null }, { dollars: 4.999999, tokens: 1e12 })).toBeNull()
    expect(refusalOf({ dollars: 5, tokens: 10 }, { dollars: 0, tokens: 9 })).toBeNull()
  })

  it('says what is spent, until when, and whom to ask', () => {
    const refusal = refusalOf({ dollars: 1250.5, tokens: null }, { dollars: 1250.5, tokens: 0 })
    expect(refusal && errorStatus[refusal.code]).toBe(402)
    expect(refusal?.message).toBe(
      'This workspace has spent its budget of $1,250.50 for this month. It begins anew on December 1 (UTC). An owner or admin of the workspace can raise it.',
    )
    expect(
      refusalOf({ dollars: 5, tokens: 1_000_000 }, { dollars: 0, tokens: 1_000_001 }, true)
        ?.message,
    ).toBe(
      'This workspace has spent its budget of 1,000,000 tokens for this month. It begins anew on December 1 (UTC). You can raise it on the page of the workspace.',
    )
  })

  it('of nothing lets nothing through', () =>
    expect(refusalOf({ dollars: 0, tokens: null }, { dollars: 0, tokens: 0 })).not.toBeNull())
})
