import { describe, expect, it } from 'vitest'

import { formatBytes } from '@/components/attachments/format-bytes'

describe('a number of bytes', () => {
  it.each([
    [0, '0 kB'],
    [12, '1 kB'],
    [48_213, '48 kB'],
    [999_900, '1 MB'],
    [1_449_000, '1.4 MB'],
    [20_971_520, '21 MB'],
  ])('%i is written as %s', (bytes, written) => expect(formatBytes(bytes, 'en')).toBe(written))

  it('is written as the language does', () => expect(formatBytes(1_449_000, 'de')).toBe('1,4 MB'))
})
