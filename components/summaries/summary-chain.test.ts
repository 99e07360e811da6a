import { describe, expect, it } from 'vitest'

import { summary } from '@/components/summaries/summary-builder'
import {
  missingBefore,
  noSummaries,
  withLink,
  withNewest,
  withOlder,
} from '@/components/summaries/summary-chain'
import type { SummaryList } from '@/lib/core/summary/summary'

/** A stretch of one chain, link n going on from link n - 1. */
const stretch = (from: number, to: number, inForce = to): SummaryList => ({
  data: Array.from({ length: to - from + 1 }, (_, index) => {
    const n = from + index
    return summary(`s${n}`, {
      predecessor_id: n === 1 ? null : `s${n - 1}`,
      first_message_id: `m${n * 20 - 19}`,
      last_message_id: `m${n * 20}`,
      last_position: n * 20,
      in_force: n === inForce,
    })
  }),
  has_more: from > 1,
  failure: null,
})

const ids = ({ data }: SummaryList) => data.map(({ id }) => id)

describe('the chain of summaries that a page knows', () => {
  it('keeps older links behind the newest page, none of them in force', () => {
    const chain = withNewest(stretch(1, 4), stretch(4, 5))
    expect(ids(chain)).toEqual(['s1', 's2', 's3', 's4', 's5'])
    expect(chain.data.filter(({ in_force: inForce }) => inForce).map(({ id }) => id)).toEqual([
      's5',
    ])
    expect(chain.has_more).toBe(false)
  })

  it('forgets links that the newest page does not go on from', () => {
    const other: SummaryList = {
      data: [summary('other', { predecessor_id: 'unknown', in_force: true })],
      has_more: true,
      failure: null,
    }
    expect(withNewest(stretch(1, 4), other)).toBe(other)
    expect(withNewest(stretch(1, 4), noSummaries)).toBe(noSummaries)
  })

  it('takes older links in front, unless another chain is in force by now', () => {
    expect(ids(withOlder(stretch(3, 4), stretch(1, 2, 4)))).toEqual(['s1', 's2', 's3', 's4'])
    const known = stretch(5, 6)
    expect(withOlder(known, stretch(1, 2, 6))).toBe(known)
  })

  it('shows a link as it is now', () => {
    const edited = summary('s2', { content: 'Changed.' })
    expect(withLink(stretch(1, 3), edited).data[1]).toBe(edited)
  })

  it('misses older links when the page shows where its oldest one begins', () => {
    const chain = stretch(3, 4)
    expect(missingBefore(chain, new Set(['m50']))).toBeNull()
    expect(missingBefore(chain, new Set(['m41', 'm42']))).toBe(60)
    expect(missingBefore(stretch(1, 4), new Set(['m1']))).toBeNull()
  })
})
