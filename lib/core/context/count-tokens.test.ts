import fc from 'fast-check'
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'

import { BytePairs, longestPiece } from '@/lib/core/context/byte-pairs'
import {
  loadTokenCounter,
  memoise,
  slices,
  type TokenCounter,
} from '@/lib/core/context/count-tokens'

const reference = (text: string) => countTokens(text, { disallowedSpecial: new Set() })

let count: TokenCounter

beforeAll(async () => {
  count = await loadTokenCounter()
})

afterEach(() => vi.restoreAllMocks())

const prose = [
  'The newest few messages stay word by word, so that “its” and "that one" still have their word.',
  'Ein Gespräch über viele Modelle hinweg: nichts geht verloren, ohne dass es jemand sagt.\n\n',
  '对话可以持续数千条消息，发送的内容却很少。没有任何东西会无声无息地丢失。',
  'สวัสดีชาวโลก การสนทนาที่ไม่มีวันหมด ',
  'मॉडल क्या जानता है, यह देखा जा सकता है। ',
  '👩‍👩‍👧‍👦 families and 🏳️‍🌈 flags, naïve café\u0301s\t\ttabs   and   spaces\r\n',
  'const count = (text: string): number => {\n    return text.split(/\\s+/u).length // 1,234,567\n}\n',
  '| model | window |\n|-------|-------:|\n| a/b-c |  128000 |\n',
]

describe('counting tokens', () => {
  it.each(prose)('counts as gpt-tokenizer does: %j', (text) => {
    expect(count(text)).toBe(reference(text))
  })

  it('counts any text up to a slice as gpt-tokenizer does', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.string({
        unit: fc.constantFrom('a', 'B', '1', ' ', '\n', '.', '中', "'s"),
        maxLength: 300,
      }),
      fc.array(fc.constantFrom(...prose), { maxLength: 5 }).map((parts) => parts.join('')),
    )
    fc.assert(fc.property(text, (value) => count(value) === reference(value)))
  })

  it('takes special tokens for plain text', () => {
    expect(count('<|endoftext|>')).toBe(reference('<|endoftext|>'))
    expect(count('<|endoftext|><|im_start|>')).toBeGreaterThan(2)
  })

  it('counts nothing in nothing', () => {
    expect(count('')).toBe(0)
  })

  it('is never below and less than one per cent above the count of the whole', () => {
    const paragraphs = fc.array(fc.constantFrom(...prose), { minLength: 100, maxLength: 200 })
    fc.assert(
      fc.property(paragraphs, fc.constantFrom(' ', '\n', ''), (parts, glue) => {
        const text = parts.join(glue)
        expect(count(text)).toBeGreaterThanOrEqual(reference(text))
        expect(count(text)).toBeLessThan(reference(text) * 1.01)
      }),
      { numRuns: 20 },
    )
  })

  it('is never below the count of a whole without spaces', () => {
    const unit = fc.oneof(
      fc.constantFrom('x', 'xX', '中', '的是', '😀', '=', '\n', '  ', 'ab1', '\ud800'),
      fc.string({ minLength: 1, maxLength: 9 }),
    )
    const run = fc.array(unit, { minLength: 1, maxLength: 12 }).map((units) =>
      units
        .join('')
        .repeat(400)
        .slice(0, longestPiece * 2),
    )
    fc.assert(
      fc.property(run, (text) => {
        expect(count(text)).toBeGreaterThanOrEqual(reference(text))
      }),
      { numRuns: 40 },
    )
  })
})

describe('the work of counting', () => {
  it.each(['x', ' ', '\n', '中', '😀', 'aB', '\ud83d'])(
    'stays bounded on a million characters of %j',
    (unit) => {
      const merged = vi.spyOn(BytePairs.prototype, 'count')
      const text = unit.repeat(1_000_000 / unit.length)
      expect(count(text)).toBeGreaterThan(0)
      const lengths = merged.mock.calls.map(([piece]) => piece.length)
      expect(lengths.every((length) => length <= longestPiece)).toBe(true)
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(text.length)
    },
  )

  it('cuts a text into slices that are the text, each whole characters', () => {
    const unit = fc.constantFrom('x', ' ', '  ', '\n', '😀', 'word ', '中')
    const text = fc.string({ unit, minLength: 1000, maxLength: 6000 })
    fc.assert(
      fc.property(text, (value) => {
        const cut = [...slices(value)]
        expect(cut.map((slice) => slice.text).join('')).toBe(value)
        for (const slice of cut) {
          expect(slice.text.length).toBeLessThanOrEqual(longestPiece)
          expect(slice.text.isWellFormed()).toBe(true)
        }
      }),
      { numRuns: 30 },
    )
  })
})

describe('the memo', () => {
  it('counts a text once while it is kept', () => {
    const counted = vi.fn((text: string) => text.length)
    const memo = memoise(counted, 1000)
    expect([memo('ab'), memo('ab'), memo('abc')]).toEqual([2, 2, 3])
    expect(counted).toHaveBeenCalledTimes(2)
  })

  it('forgets what was not asked for the longest', () => {
    const counted = vi.fn((text: string) => text.length)
    const memo = memoise(counted, 350)
    const [first, second, third] = ['1', '2', '3'].map((text) => text.repeat(100)) as [
      string,
      string,
      string,
    ]
    for (const text of [first, second, first, third, first]) memo(text)
    expect(counted).toHaveBeenCalledTimes(3)
    memo(second)
    expect(counted).toHaveBeenCalledTimes(4)
  })

  it('does not keep a text that is larger than its room', () => {
    const counted = vi.fn((text: string) => text.length)
    const memo = memoise(counted, 350)
    memo('small')
    memo('x'.repeat(1000))
    memo('x'.repeat(1000))
    memo('small')
    expect(counted).toHaveBeenCalledTimes(3)
  })
})
