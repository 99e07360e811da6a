import { describe, expect, it } from 'vitest'

import {
  dueSummary,
  summaryPrompt,
  takeSpan,
  type SummaryMessage,
} from '@/lib/core/summary/plan-summary'

const settings = { threshold: 20, keepRecent: 4, tokenShare: 0.6 }
const countWords = (text: string) => text.split(/\s+/).filter(Boolean).length
const message = (n: number, content: string): SummaryMessage => ({
  id: String(n),
  role: n % 2 ? 'user' : 'assistant',
  content,
  model: n % 2 ? null : 'openai/gpt-4o',
})
const dialogue = (count: number, words: number) =>
  Array.from({ length: count }, (_, n) => message(n + 1, 'word '.repeat(words).trim()))

describe('dueSummary', () => {
  const due = (messages: number, usedTokens = 0) =>
    dueSummary(settings, { messages, usedTokens, budgetTokens: 1000 })

  it('is due with the twentieth message since the last one', () => {
    expect(due(19)).toBeNull()
    expect(due(20)).toBe('threshold')
  })

  it('is due sooner when the budget is near, once there is more than what is sent verbatim anyway', () => {
    expect(due(6, 600)).toBe('budget')
    expect(due(6, 599)).toBeNull()
    expect(due(4, 900)).toBeNull()
  })

  it('is never due when it is switched off', () => {
    const off = { ...settings, threshold: 0 }
    expect(dueSummary(off, { messages: 99, usedTokens: 999, budgetTokens: 1000 })).toBeNull()
  })
})

describe('summaryPrompt', () => {
  it('gives the previous summary and who said what', () => {
    expect(summaryPrompt('They met.', [message(1, 'Hi'), message(2, 'Hello')])).toBe(
      'Previous summary:\nThey met.\n\nNew messages:\n\nUser: Hi\n\nAssistant (openai/gpt-4o): Hello',
    )
    expect(summaryPrompt(null, [message(2, '')])).toContain('(none)')
  })
})

describe('takeSpan', () => {
  const take = (messages: SummaryMessage[], room: number) => takeSpan(messages, room, countWords)

  it('takes everything that fits', () => {
    expect(take(dialogue(20, 10), 1000)).toHaveLength(20)
  })

  it('takes the oldest, up to the end of an answer', () => {
    const taken = take(dialogue(20, 10), 100)
    expect(taken.map(({ id }) => id)).toEqual(['1', '2', '3', '4'])
  })

  it('cuts a message that is too long alone, so that the chain can go on', () => {
    const [only, ...rest] = take(dialogue(2, 5000), 300)
    expect(rest).toEqual([])
    expect(countWords(only!.content)).toBeLessThanOrEqual(300)
    expect(only!.content.endsWith('[…]')).toBe(true)
  })
})
