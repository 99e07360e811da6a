import type { Model } from '@/lib/core/models/model'

const compact = (digits: number) =>
  new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: digits })
const thousands = compact(0)
const millions = compact(1)

const cents = new Intl.NumberFormat('en', {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
  trailingZeroDisplay: 'stripIfInteger',
})

/** "128K window". */
export const describeWindow = ({ context_window: size }: Model): string =>
  `${(size < 1_000_000 ? thousands : millions).format(size)} window`

/** "$2.50 in, $10 out", for a million tokens. */
export function describePrice({ price }: Model): string {
  if (!price) return 'price unknown'
  if (price.input === 0 && price.output === 0) return 'free'
  return `${cents.format(price.input)} in, ${cents.format(price.output)} out`
}

/** "tools, images". */
export const describeAbilities = ({ abilities }: Model): string =>
  Object.entries(abilities)
    .filter(([, has]) => has)
    .map(([name]) => name)
    .join(', ')
