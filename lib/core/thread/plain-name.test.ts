import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { defaultTitle, plainMediaType, plainName, shownTitle } from '@/lib/core/thread/plain-name'
import { forkTitle } from '@/lib/core/thread/thread'

describe('plainName', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['a\u2066b\u2069c\u200Ed\u061Ce', 'abcde'],
    ['two\nlines\tand\0more\u2028here', 'two lines and more here'],
    ['pay\u200Bpal\uFEFF', 'paypal'],
    ['‮', ''],
    ['<img src=x>', '<img src=x>'],
    ['שלום עולם', 'שלום עולם'],
    ['می‌خواهم 👩‍🚀', 'می‌خواهم 👩‍🚀'],
  ])('makes %j into %j', (name, plain) => {
    expect(plainName(name)).toBe(plain)
  })

  it('keeps the end of a long name', () => {
    const plain = plainName(`${'a'.repeat(5000)}.exe`)
    expect([...plain]).toHaveLength(200)
    expect(plain).toMatch(/^a+…a+\.exe$/)
  })

  it('is one storable line that nothing reorders, and plain already when it is made again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (name) => {
        const plain = plainName(name)
        expect(plain).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u)
        expect(plain.isWellFormed()).toBe(true)
        expect([...plain].length).toBeLessThanOrEqual(200)
        expect(plainName(plain)).toBe(plain)
      }),
      { numRuns: 500 },
    )
  })
})

it.each([
  ['image/png', 'image/png'],
  ['Text/HTML; charset=utf-8', 'text/html'],
  ['application/vnd.ms-excel', 'application/vnd.ms-excel'],
  ['', null],
  ['pdf', null],
  ['image/png"><script>', null],
  ['text/\u202Elmth', null],
])('reads the media type %j as %j', (written, type) => {
  expect(plainMediaType(written)).toBe(type)
})

describe('the title of a thread', () => {
  it('says in the reader’s language that a thread has no title yet', () => {
    expect(shownTitle(defaultTitle, 'Neue Unterhaltung')).toBe('Neue Unterhaltung')
  })

  it('leaves every other title as it was given', () => {
    const titles = [
      'Rivers',
      `${defaultTitle} with Ada`,
      `My ${defaultTitle}`,
      forkTitle(defaultTitle, '(fork)'),
    ]
    expect(titles.map((title) => shownTitle(title, 'Neue Unterhaltung'))).toEqual(titles)
  })
})
