'use client'

import { useLocale, useTranslations } from 'next-intl'

import {
  describeAbilities,
  describePrice,
  describeWindow,
} from '@/components/models/describe-model'
import type { Model } from '@/lib/core/models/model'

/** What tells a model from others, in a line: its window, its price, and what it is able to do. */
export function ModelFacts({ model }: { model: Model }) {
  const t = useTranslations('models')
  const language = useLocale()
  const abilities = describeAbilities(model, t)
  return (
    <>
      <span>{describeWindow(model, t, language)}</span>
      <span>{describePrice(model, t, language)}</span>
      {abilities && <span>{abilities}</span>}
    </>
  )
}
