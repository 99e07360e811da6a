import type { useTranslations } from 'next-intl'

import type { Summary } from '@/lib/core/summary/summary'

type Translator = ReturnType<typeof useTranslations<'summaries'>>

/** "messages 1 to 20". */
export const describeSpan = (
  { first_position: first, last_position: last }: Summary,
  t: Translator,
): string => t(first === last ? 'span.one' : 'span.many', { first, last })

/** "14 messages". */
export const describeMessages = (count: number, t: Translator): string => t('messages', { count })

/** "$0.00012". */
export function describeCost(cost: number | null, t: Translator, locale: string): string {
  if (cost === null) return t('cost.unknown')
  if (cost === 0) return t('cost.nothing')
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: 2,
    maximumSignificantDigits: 3,
    roundingPriority: 'morePrecision',
  }).format(cost)
}

/** The reason of a failure, to be said within a sentence. */
export const describeFailure = (failure: string): string => failure.trim().replace(/[.\s]+$/, '')
