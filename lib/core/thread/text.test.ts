import fc from 'fast-check'
import { expect, it } from 'vitest'

import { isStorableText, storableJson, toStorable } from '@/lib/core/thread/text'

it('makes any text storable and leaves storable ones alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(isStorableText(toStorable(text))).toBe(true)
      if (isStorableText(text)) expect(toStorable(text)).toBe(text)
    }),
  )
})

it('makes any JSON storable, whatever is escaped in it', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\0', '\\u0000', '\ud800', '\\ud800', '😀'),
  )
  fc.assert(
    fc.property(fc.array(texts), (list) => {
      expect(JSON.parse(storableJson({ list }))).toEqual({ list: list.map(toStorable) })
    }),
  )
})
