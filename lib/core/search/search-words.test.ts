import { expect, it } from 'vitest'

import { searchWords, toWebSearch } from '@/lib/core/search/search-words'

it('takes words and phrases, and leaves out what must not be there', () => {
  expect(searchWords('rivers "of Europe" -lakes -"the sea" or it’s')).toEqual([
    'rivers',
    'of',
    'Europe',
    'it',
    's',
  ])
})

it('makes a phrase of characters that are written without spaces', () => {
  expect(toWebSearch('東京 tower')).toBe(' "東 京"  tower')
  expect(toWebSearch('rivers -lakes')).toBe('rivers -lakes')
})
