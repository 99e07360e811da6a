import type { useTranslations } from 'next-intl'

import type { Model } from '@/lib/core/models/model'

type Texts = ReturnType<typeof useTranslations<'models'>>

const compact = (language: string, digits: number) =>
  new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: digits })

const dollars = (language: string) =>
  new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
    trailingZeroDisplay: 'stripIfInteger',
  })

/** "128K window". */
export function describeWindow(
  { context_window: size }: Model,
  t: Texts,
  language: string,
): string {
  return t('window', { size: compact(language, size < 1_000_000 ? 0 : 1).format(size) })
}

/** "$2.50 in, $10 out", for a million tokens. */
export function describePrice({ price }: Model, t: Texts, language: string): string {
  if (!price) return t('price_unknown')
  if (price.input === 0 && price.output === 0) return t('free')
  const format = dollars(language)
  return t('price', { input: format.format(price.input), output: format.format(price.output) })
}

const abilities = ['tools', 'reasoning', 'images', 'files'] as const

/** "tools, images". */
export const describeAbilities = (model: Model, t: Texts): string =>
  abilities
    .filter((name) => model.abilities[name])
    .map((name) => t(`abilities.${name}`))
    .join(', ')
