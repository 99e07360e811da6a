import { describe, expect, it } from 'vitest'

import { plainPreview } from '@/lib/core/thread/plain-preview'

describe('plainPreview', () => {
  it.each([
    ['**Bold** and *slanted* and `code`', 'Bold and slanted and code'],
    ['# A heading\n\nText', 'A heading Text'],
    ['- one\n- two\n> said', 'one two said'],
    ['```ts\nconst x = 1\n```\nThat was it', 'const x = 1 That was it'],
    [
      'See [the manual](https://example.org/a "b") and ![a cat](cat.png)',
      'See the manual and a cat',
    ],
    ['**bold with _more_ inside**', 'bold with more inside'],
    ['~~gone~~ __strong__', 'gone strong'],
    ['1. first', '1. first'],
    ['A **word that is cut o', 'A word that is cut o'],
    ['```py', ''],
  ])('reads %j as %j', (markdown, plain) => expect(plainPreview(markdown)).toBe(plain))

  it.each(['snake_case_name', '2 * 3 * 4', 'a_b and c_d', 'Is 5 > 4?', 'f(**kwargs) is fine'])(
    'leaves %j alone',
    (text) => expect(plainPreview(text)).toBe(text),
  )

  it('shows no line breaks', () =>
    expect(plainPreview('One\r\n\r\ntwo\tthree')).toBe('One two three'))
})
