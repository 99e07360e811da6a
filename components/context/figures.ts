import type { ContextTexts } from '@/components/context/context-texts'

const dollars = { style: 'currency', currency: 'USD' } as const

/** "1,840". */
export const formatCount = (count: number, locale: string): string =>
  new Intl.NumberFormat(locale).format(count)

/** "34 %". */
export function formatShare(part: number, whole: number, t: ContextTexts): string {
  const percent = part <= 0 || whole <= 0 ? 0 : (part / whole) * 100
  if (percent > 0 && percent < 0.5) return t('figures.least_share')
  return t('figures.share', { percent: Math.round(percent) })
}

/** "$0.000042". */
export function formatDollars(cost: number, locale: string): string {
  const digits =
    cost === 0
      ? { maximumFractionDigits: 0 }
      : cost < 0.1
        ? { maximumSignificantDigits: 2 }
        : undefined
  return new Intl.NumberFormat(locale, { ...dollars, ...digits }).format(cost)
}

/** "1.4 kB". */
export const formatBytes = (bytes: number, t: ContextTexts): string =>
  bytes < 1000
    ? t('figures.bytes', { count: bytes })
    : t('figures.kilobytes', { count: Math.round(bytes / 100) / 10 })
