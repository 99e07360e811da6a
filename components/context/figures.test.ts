import { describe, expect, it } from 'vitest'

import {
  formatBytes,
  formatDollars,
  formatNumberOf,
  formatShare,
  formatTokens,
  roughTokens,
} from '@/components/context/figures'

describe('figures', () => {
  it('groups the digits of tokens and knows one from many', () => {
    expect(formatTokens(1840)).toBe('1,840 tokens')
    expect(formatTokens(1)).toBe('1 token')
    expect(formatNumberOf(1200, 'message')).toBe('1,200 messages')
  })

  it('rounds an estimate to two digits unless it is small', () => {
    expect(roughTokens(1234)).toBe('about 1,200 tokens')
    expect(roughTokens(128_456)).toBe('about 130,000 tokens')
    expect(roughTokens(87)).toBe('about 87 tokens')
  })

  it('says a share in whole percent, and never that something is nothing', () => {
    expect(formatShare(340, 1000)).toBe('34 %')
    expect(formatShare(1, 100_000)).toBe('less than 1 %')
    expect(formatShare(0, 100_000)).toBe('0 %')
    expect(formatShare(3, 2)).toBe('150 %')
    expect(formatShare(3, 0)).toBe('0 %')
  })

  it('shows two digits of the smallest cost and cents of a large one', () => {
    expect(formatDollars(0.000042)).toBe('$0.000042')
    expect(formatDollars(0.0021)).toBe('$0.0021')
    expect(formatDollars(0.0004)).toBe('$0.0004')
    expect(formatDollars(0.00043219)).toBe('$0.00043')
    expect(formatDollars(0.1)).toBe('$0.10')
    expect(formatDollars(12.345)).toBe('$12.35')
    expect(formatDollars(0)).toBe('$0')
  })

  it('counts bytes in thousands', () => {
    expect(formatBytes(999)).toBe('999 bytes')
    expect(formatBytes(1430)).toBe('1.4 kB')
  })
})
