import { describe, expect, it } from 'vitest'

import {
  describeConversions,
  describeDifference,
  describeOmissions,
  describeRealCost,
  describeUsage,
  describeWindow,
} from '@/components/context/context-sentences'
import { english } from '@/e2e/support/in-english'
import type { Conversion, Omission } from '@/lib/core/context/context'

const t = english('context')

const omission = (change: Partial<Omission>): Omission => ({
  reason: 'budget',
  kind: 'history',
  first_message_id: 'a',
  last_message_id: 'b',
  messages: 1,
  in_summary: false,
  ...change,
})

const conversion = (message_id: string, change: Partial<Conversion> = {}): Conversion => ({
  message_id,
  what: 'reasoning',
  how: 'left_out',
  ...change,
})

describe('the window in words', () => {
  const budget = {
    window: 128_000,
    answer: 4096,
    head_room: 2560,
    input: 121_344,
    used: 1240,
    calibration: 1,
  }

  it('names what is used, kept and free', () => {
    expect(describeWindow(budget, t)).toEqual([
      '1,240 of 128,000 tokens used (1 %).',
      '4,096 are kept for the answer and 2,560 as head-room.',
      '120,104 are free.',
    ])
  })

  it('names what is too much', () => {
    expect(describeWindow({ ...budget, used: 121_345 }, t).at(-1)).toBe('1 too many.')
  })
})

describe('what was left out', () => {
  it('is summed up over the runs of one reason', () => {
    const omitted = [omission({ messages: 4 }), omission({ messages: 8 })]
    expect(describeOmissions(omitted, 'past', t)).toEqual([
      '12 older messages did not fit and were left out.',
    ])
    expect(describeOmissions(omitted, 'future', t)).toEqual([
      '12 older messages do not fit and are left out.',
    ])
  })

  it('says where the summary stands for it', () => {
    expect(describeOmissions([omission({ in_summary: true })], 'past', t)).toEqual([
      '1 older message did not fit; the summary stands for it.',
    ])
  })

  it('keeps reasons and kinds apart', () => {
    const omitted = [
      omission({ kind: 'summary', messages: 20 }),
      omission({ reason: 'empty', messages: 2 }),
      omission({}),
    ]
    expect(describeOmissions(omitted, 'past', t)).toEqual([
      'The summary did not fit and was left out.',
      '2 messages without any text were left out.',
      '1 older message did not fit and was left out.',
    ])
  })
})

describe('what was converted', () => {
  it('counts each message once', () => {
    const conversions = [conversion('a'), conversion('b'), conversion('b'), conversion('c')]
    expect(describeConversions(conversions, t)).toEqual(['Reasoning of 3 answers is not sent on.'])
  })

  it('keeps what became text apart from what was left out', () => {
    const conversions = [
      conversion('a', { what: 'image', how: 'as_text' }),
      conversion('b', { what: 'image' }),
      conversion('b', { what: 'tool', how: 'as_text' }),
    ]
    expect(describeConversions(conversions, t)).toEqual([
      'Images of 1 message are replaced by a note: the model does not take them.',
      'Images of 1 message are not sent on.',
      'Tool calls of 1 message are sent as text.',
    ])
  })
})

describe('the difference to the answer before', () => {
  const segment = {
    kind: 'history',
    role: 'user',
    message_id: null,
    summary_id: null,
    text: 'x',
    tokens: 1,
    cost: 0.000001,
  } as const

  it('counts what is new, what is gone and what stayed', () => {
    const difference = {
      message_id: 'a',
      added: [1, 2, 3],
      removed: [segment, segment],
      kept_tokens: 1840,
    }
    expect(describeDifference(difference, t)).toBe(
      '3 new, 2 no longer sent, 1,840 tokens as before.',
    )
  })

  it('says so when nothing changed', () => {
    const difference = { message_id: 'a', added: [], removed: [], kept_tokens: 1 }
    expect(describeDifference(difference, t)).toBe(
      'Nothing new, all from before still sent, 1 token as before.',
    )
  })
})

describe('what the provider reported', () => {
  const usage = {
    input_tokens: 1210,
    output_tokens: 340,
    reasoning_tokens: 120,
    cached_input_tokens: 800,
    cost: 0.0021,
  }

  it('is told with its parts', () => {
    expect(describeUsage(usage, t)).toBe(
      'The provider counted 1,210 tokens in (800 from its cache) and 340 tokens out (120 for reasoning).',
    )
    expect(describeRealCost(usage, t, 'en')).toBe('It cost $0.0021.')
  })

  it('does not make up what is missing', () => {
    const unknown = {
      input_tokens: null,
      output_tokens: 1,
      reasoning_tokens: null,
      cached_input_tokens: 0,
      cost: null,
    }
    expect(describeUsage(unknown, t)).toBe(
      'The provider counted an unknown number of tokens in and 1 token out.',
    )
    expect(describeUsage({ ...unknown, output_tokens: null }, t)).toBe(
      'The provider reported no counts.',
    )
    expect(describeRealCost(unknown, t, 'en')).toBe('What it cost is not known.')
  })
})
