import { describe, expect, it } from 'vitest'

import { sharedText } from '@/components/pwa/shared-text'

describe('what another app shares', () => {
  it('is title, text and address, one below the other', () => {
    expect(sharedText({ title: 'Rivers', text: 'A list', url: 'https://example.org/r' })).toBe(
      'Rivers\nA list\nhttps://example.org/r',
    )
  })

  it('says nothing twice: many apps put the address into the text', () => {
    const url = 'https://example.org/r'
    expect(sharedText({ title: 'Rivers', text: `Rivers ${url}`, url })).toBe(`Rivers ${url}`)
    expect(sharedText({ title: 'Same', text: 'Same' })).toBe('Same')
  })

  it('may be nothing, and is never endless', () => {
    expect(sharedText({})).toBe('')
    expect(sharedText({ title: '  ' })).toBe('')
    expect(sharedText({ text: 'x'.repeat(30_000) })).toHaveLength(20_000)
  })
})
