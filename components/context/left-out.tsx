import { useTranslations } from 'next-intl'

import {
  describeConversions,
  describeOmissions,
  type Tense,
} from '@/components/context/context-sentences'
import { Section } from '@/components/context/section'
import type { Conversion, Omission } from '@/lib/core/context/context'

export type LeftOutProps = {
  omitted: readonly Omission[]
  conversions: readonly Conversion[]
  tense: Tense
}

/** What of the thread the model does not get, or gets in another form. */
export function LeftOut({ omitted, conversions, tense }: LeftOutProps) {
  const t = useTranslations('context')
  const sentences = [
    ...describeOmissions(omitted, tense, t),
    ...describeConversions(conversions, t),
  ]
  return (
    <Section title={t('lost.title')}>
      {sentences.length === 0 ? (
        <p className="text-label text-ink-muted">{t(`lost.nothing.${tense}`)}</p>
      ) : (
        <ul className="text-label grid list-disc gap-1 pl-4">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </Section>
  )
}
