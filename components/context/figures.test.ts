import { describe, expect, it } from 'vitest'

import { formatBytes, formatCount, formatDollars, formatShare } from '@/components/context/figures'
import { english } from '@/e2e/support/in-english'

const t = english('context')

describe('figures', () => {
  it('groups the digits as the language does', () => {
    expect(formatCount(1840, 'en')).toBe('1,840')
    expect(formatCount(1840, 'de')).toBe('1.840')
    expect(formatDollars(12.345, 'de')).toBe('12,35\u00a0$')
  })

  it('says a share in whole percent, and never that something is nothing', () => {
    expect(formatShare(340, 1000, t)).toBe('34 %')
    expect(formatShare(1, 100_000, t)).toBe('less than 1 %')
    expect(formatShare(0, 100_000, t)).toBe('0 %')
    expect(formatShare(3, 2, t)).toBe('150 %')
    expect(formatShare(3, 0, t)).toBe('0 %')
  })

  it('shows two digits of the smallest cost and cents of a large one', () => {
    expect(formatDollars(0.000042, 'en')).toBe('$0.000042')
    expect(formatDollars(0.0021, 'en')).toBe('$0.0021')
    expect(formatDollars(0.0004, 'en')).toBe('$0.0004')
    expect(formatDollars(0.00043219, 'en')).toBe('$0.00043')
    expect(formatDollars(0.1, 'en')).toBe('$0.10')
    expect(formatDollars(12.345, 'en')).toBe('$12.35')
    expect(formatDollars(0, 'en')).toBe('$0')
  })

  it('counts bytes in thousands', () => {
    expect(formatBytes(999, t)).toBe('999 bytes')
    expect(formatBytes(1430, t)).toBe('1.4 kB')
  })
})
