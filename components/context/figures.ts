const grouped = new Intl.NumberFormat('en')
const rough = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 })
const dollars = { style: 'currency', currency: 'USD' } as const
const toTheCent = new Intl.NumberFormat('en', dollars)
const belowTenCents = new Intl.NumberFormat('en', { ...dollars, maximumSignificantDigits: 2 })
const kilobytes = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

export const formatCount = (count: number): string => grouped.format(count)

/** "1,840 tokens". */
export const formatTokens = (tokens: number): string =>
  tokens === 1 ? '1 token' : `${formatCount(tokens)} tokens`

/** "about 1,200 tokens": as exact as an estimate can be. */
export const roughTokens = (tokens: number): string =>
  tokens < 100 ? `about ${formatTokens(tokens)}` : `about ${rough.format(tokens)} tokens`

/** "34 %". */
export function formatShare(part: number, whole: number): string {
  if (part <= 0 || whole <= 0) return '0 %'
  const percent = (part / whole) * 100
  return percent < 0.5 ? 'less than 1 %' : `${Math.round(percent)} %`
}

/** "$0.000042". */
export function formatDollars(cost: number): string {
  if (cost === 0) return '$0'
  return (cost < 0.1 ? belowTenCents : toTheCent).format(cost)
}

/** "1.4 kB". */
export const formatBytes = (bytes: number): string =>
  bytes < 1000 ? `${bytes} bytes` : `${kilobytes.format(bytes / 1000)} kB`

/** "1 message", "3 messages". */
export const formatNumberOf = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`
