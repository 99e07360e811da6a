import { expect, it } from 'vitest'

import { writeLongAnswer } from './long-answer'

it('writes an answer of exactly so many tokens, with everything in it', () => {
  const text = writeLongAnswer(2000)
  expect(text.match(/\s*\S+/g)).toHaveLength(2000)
  for (const part of ['## Part 2', '```ts', '```python', '| ---', '$$', '\\(k', '- the first']) {
    expect(text).toContain(part)
  }
})
