import { expect, it } from 'vitest'

import { segmentKinds, sharesByKind } from '@/components/context/segment-kinds'
import type { Segment, SegmentKind } from '@/lib/core/context/context'

const segment = (kind: SegmentKind, tokens: number): Segment => ({
  kind,
  role: 'user',
  message_id: null,
  summary_id: null,
  text: 'x',
  tokens,
  cost: tokens / 1000,
})

it('sums up each kind that is sent, in the order in which they are sent', () => {
  const segments = [segment('message', 5), segment('history', 2), segment('history', 3)]
  expect(sharesByKind([...segments, segment('system', 1)])).toEqual([
    { kind: 'system', tokens: 1, pieces: 1, cost: 0.001 },
    { kind: 'history', tokens: 5, pieces: 2, cost: 0.005 },
    { kind: 'message', tokens: 5, pieces: 1, cost: 0.005 },
  ])
  const unpriced = { ...segment('history', 2), cost: null }
  expect(sharesByKind([segment('history', 2), unpriced])).toMatchObject([{ cost: null }])
})

it('gives no two kinds the same pattern', () => {
  const patterns = Object.values(segmentKinds).map(({ pattern }) => pattern)
  expect(new Set(patterns).size).toBe(patterns.length)
})
