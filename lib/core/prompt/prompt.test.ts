import { describe, expect, it } from 'vitest'

import { createPromptSchema, fillPrompt, variablesOf } from '@/lib/core/prompt/prompt'

const text =
  'Translate {{text}} into {{ target language }}. Again: {{text}} {not one} {{}} {{a{{b}}'

describe('the variables of a prompt', () => {
  it('are named once each, in order', () =>
    expect(variablesOf(text)).toEqual(['text', 'target language', 'b']))

  it('are filled wherever they stand, with values as they are', () => {
    const values = new Map([
      ['text', '$& {{text}}'],
      ['target language', 'German'],
    ])
    expect(fillPrompt(text, values)).toBe(
      'Translate $& {{text}} into German. Again: $& {{text}} {not one} {{}} {{a{{b}}',
    )
  })
})

describe('the name of a prompt', () => {
  it.each(['translate', 'code-review', 'Übersetzen', '2nd', '翻訳'])('may be %s', (name) =>
    expect(createPromptSchema.safeParse({ name, text: 'x' }).success).toBe(true),
  )
  it.each(['', 'two words', '/slash', '-dash', 'a\nb', 'x'.repeat(61)])('cannot be %j', (name) =>
    expect(createPromptSchema.safeParse({ name, text: 'x' }).success).toBe(false),
  )
})
