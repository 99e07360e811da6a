import { describe, expect, it } from 'vitest'

import {
  describeCost,
  describeFailure,
  describeMessages,
  describeSpan,
} from '@/components/summaries/describe-summary'
import { summary } from '@/components/summaries/summary-builder'
import { english } from '@/e2e/support/in-english'

const t = english('summaries')

describe('describing a summary', () => {
  it('names the messages that it stands for', () => {
    expect(describeSpan(summary('a'), t)).toBe('messages 1 to 20')
    expect(describeSpan(summary('a', { first_position: 981, last_position: 1000 }), t)).toBe(
      'messages 981 to 1,000',
    )
    expect(describeSpan(summary('a', { first_position: 3, last_position: 3 }), t)).toBe('message 3')
  })

  it('counts messages', () => {
    expect([1, 2, 1234].map((count) => describeMessages(count, t))).toEqual([
      'one message',
      '2 messages',
      '1,234 messages',
    ])
  })

  it('says what it cost, however little', () => {
    expect([null, 0, 0.00012345, 0.25, 12.5].map((cost) => describeCost(cost, t, 'en'))).toEqual([
      'not known',
      'nothing',
      '$0.000123',
      '$0.25',
      '$12.50',
    ])
  })

  it('puts the reason of a failure into a sentence', () => {
    expect(describeFailure('It is empty. ')).toBe('It is empty')
  })
})
