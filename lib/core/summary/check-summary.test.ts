import { describe, expect, it } from 'vitest'

import { checkSummary } from '@/lib/core/summary/check-summary'

const countWords = (text: string) => text.split(/\s+/).filter(Boolean).length
const check = (text: string, { before = 100, finishReason = 'stop' } = {}) =>
  checkSummary({ text, finishReason }, before, countWords)

describe('checkSummary', () => {
  it('takes a finished text that is shorter than what it replaces', () => {
    expect(check('  The user likes Rome.\n')).toEqual({
      content: 'The user likes Rome.',
      tokens: 4,
    })
  })

  it.each([
    ['is empty', ' \n', {}],
    ['was cut by the length limit', 'The user', { finishReason: 'length' }],
    ['was filtered', 'The user', { finishReason: 'content-filter' }],
    ['ended in an error', 'The user', { finishReason: 'error' }],
    ['is longer than what it replaces', 'word '.repeat(100), {}],
    ['is over the cap', 'word '.repeat(1300), { before: 100_000 }],
    ['has reasoning in it', '<think>Hm.</think> The user likes Rome.', {}],
    ['has half a reasoning tag', 'The user likes Rome.</think>', {}],
    ['has a tool call in it', '<tool_call>{"name": "x"}</tool_call>', {}],
    ['has a model’s control token', 'The user <|im_end|>', {}],
    ['is a tool call in JSON', '{"tool_calls": [{"name": "x"}]}', {}],
  ])('refuses one that %s', (_what, text, options) => {
    expect(() => check(text, options)).toThrow(
      expect.objectContaining({ code: 'summary_rejected' }),
    )
  })

  it('lets ordinary angle brackets and JSON pass', () => {
    const text = 'They decided on a < b, the tag <thread>, and {"tool": "hammer"}.'
    expect(check(text).content).toBe(text)
  })
})
