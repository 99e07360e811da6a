import { describe, expect, it } from 'vitest'

import { triggerAt } from '@/components/chat/trigger'

describe('the word before the caret', () => {
  it.each([
    ['/', { kind: 'prompt', query: '', start: 0, end: 1 }],
    ['Please /tra', { kind: 'prompt', query: 'tra', start: 7, end: 11 }],
    ['line\n@gpt-4', { kind: 'model', query: 'gpt-4', start: 5, end: 11 }],
    ['and/or @openai/gpt', { kind: 'model', query: 'openai/gpt', start: 7, end: 18 }],
  ])('%j asks for a list', (text, trigger) => expect(triggerAt(text, text.length)).toEqual(trigger))

  it.each(['', 'and/or', 'me@example', '/usr/bin', '/tra ', '@@', 'Hello'])('%j does not', (text) =>
    expect(triggerAt(text, text.length)).toBeNull(),
  )

  it('is looked at up to the caret only', () =>
    expect(triggerAt('/tr later', 3)).toMatchObject({ query: 'tr', start: 0, end: 3 }))
})
