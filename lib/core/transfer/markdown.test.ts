import { expect, it } from 'vitest'

import { markdownHead, markdownMessage } from '@/lib/core/transfer/markdown'

const at = '2026-11-21T09:30:00.000Z'

it('writes a thread as Markdown: its prompt quoted, each message under who wrote it', () => {
  const thread = {
    title: 'A *star*',
    system_prompt: 'Be brief.\n\nBe kind.',
    model: 'openai/gpt-4o',
    created_at: at,
  }
  const messages = [
    { role: 'user', model: null, status: 'completed', parts: [{ type: 'text', text: 'Hello' }] },
    {
      role: 'assistant',
      model: 'openai/gpt-4o',
      status: 'stopped',
      parts: [
        { type: 'step-start' },
        { type: 'reasoning', text: 'Hm.' },
        { type: 'text', text: '# Hi\n\nthere' },
      ],
    },
  ] as const
  const text =
    markdownHead(thread) +
    messages.map((message) => markdownMessage({ ...message, created_at: at })).join('')
  expect(text).toBe(`# A \\*star\\*

2026-11-21 09:30 UTC · openai/gpt-4o

> Be brief.
>
> Be kind.

## You · 2026-11-21 09:30 UTC

Hello

## openai/gpt-4o · 2026-11-21 09:30 UTC

<details><summary>Reasoning</summary>

Hm.

</details>

# Hi

there

*(stopped)*

`)
})
