import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { cleanTitle, titlePrompt } from '@/lib/core/thread/title'

describe('cleanTitle', () => {
  it.each([
    ['Capitals of Europe', 'Capitals of Europe'],
    ['"Capitals of Europe."\n', 'Capitals of Europe'],
    ['**Title:** Capitals of Europe', 'Capitals of Europe'],
    ['# Capitals of Europe\n\nBecause …', 'Capitals of Europe'],
    ['<think>A title…</think>\nCapitals of Europe', 'Capitals of Europe'],
    ['« Capitales d’Europe »', 'Capitales d’Europe'],
    ['ヨーロッパの首都。', 'ヨーロッパの首都'],
    ['Capitals\u202E of\tEurope', 'Capitals of Europe'],
  ])('makes %j into %j', (written, title) => {
    expect(cleanTitle(written)).toBe(title)
  })

  it('says when nothing is left', () => {
    for (const written of ['', ' \n ', '"""', '***', '<think>never closed']) {
      expect(cleanTitle(written)).toBeNull()
    }
  })

  it('is always one storable line of at most 80', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (written) => {
        const title = cleanTitle(written.toWellFormed())
        if (title === null) return
        expect(title.length).toBeLessThanOrEqual(80)
        expect(title).not.toMatch(/[\n\r\0]/)
        expect(title.isWellFormed()).toBe(true)
        expect(title.trim()).not.toBe('')
      }),
      { numRuns: 500 },
    )
  })
})

describe('titlePrompt', () => {
  it('holds one exchange, however long it is', () => {
    const prompt = titlePrompt({ question: 'q'.repeat(9000), answer: 'a'.repeat(9000) })
    expect(prompt.length).toBeLessThan(4100)
    expect(prompt).toMatch(/^User: q+\n\nAssistant: a+$/)
  })
})
