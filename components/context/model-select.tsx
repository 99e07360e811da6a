'use client'

import { useLocale, useTranslations } from 'next-intl'

import { useModelName } from '@/components/models/model-names'
import { shortName } from '@/components/models/short-name'
import type { ModelFit } from '@/lib/core/context/context'

export type ModelSelectProps = {
  models: readonly ModelFit[]
  selected: string
  /** The model that answers next. */
  inUse: string
  onSelect: (model: string) => void
}

/** The choice of a model to try, which changes nothing in the thread. */
export function ModelSelect({ models, selected, inUse, onSelect }: ModelSelectProps) {
  const t = useTranslations('context.comparison')
  const locale = useLocale()
  const nameInUse = useModelName(inUse)
  const others = models
    .filter(({ model }) => model !== inUse)
    .toSorted((a, b) => shortName(a.name).localeCompare(shortName(b.name), locale))
  return (
    <label className="text-label grid min-w-0 gap-1">
      <span className="text-ink-muted font-medium">{t('try')}</span>
      <select
        value={selected}
        onChange={(event) => onSelect(event.target.value)}
        className="border-line-strong bg-canvas text-reading coarse:h-11 h-9 w-full min-w-0 rounded-md border px-2.5"
      >
        <option value={inUse}>{t('tried_in_use', { name: nameInUse })}</option>
        {others.map(({ model, name }) => (
          <option key={model} value={model}>
            {shortName(name)}
          </option>
        ))}
      </select>
    </label>
  )
}
