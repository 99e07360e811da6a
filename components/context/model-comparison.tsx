'use client'

import { Check } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'

import { describeComparison, sortByCost } from '@/components/context/compare-models'
import { formatCount, formatDollars } from '@/components/context/figures'
import { ShowAll } from '@/components/context/show-all'
import { shortName } from '@/components/models/short-name'
import { Button } from '@/components/ui/button'
import type { ContextPreview, ModelFit } from '@/lib/core/context/context'

const firstRows = 8

export type ModelComparisonProps = {
  preview: ContextPreview
  /** The model that answers next. */
  model: string
  demoModels: readonly string[]
  onUse: (model: string) => void
}

/** How the same turn would fare with every model. */
export function ModelComparison({ preview, model, demoModels, onUse }: ModelComparisonProps) {
  const t = useTranslations('context.comparison')
  const texts = useTranslations('context')
  const locale = useLocale()
  const [isWhole, setWhole] = useState(false)
  const models = sortByCost(preview.models)
  const isCut = !isWhole && models.length > firstRows
  return (
    <>
      <p className="text-label">
        {describeComparison(preview, { demos: demoModels, t: texts, locale })}
      </p>
      <table aria-label={t('label')} className="text-label w-full table-fixed">
        <thead className="text-ink-muted">
          <tr className="border-line border-b">
            <th scope="col" className="py-1 text-left font-normal">
              {t('model')}
            </th>
            <th scope="col" className="w-20 text-right font-normal">
              {t('tokens')}
            </th>
            <th scope="col" className="w-24 text-right font-normal">
              {t('cost')}
            </th>
            <th scope="col" className="w-20">
              <span className="sr-only">{t('use')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {(isCut ? models.slice(0, firstRows) : models).map((fit) => (
            <FitRow
              key={fit.model}
              fit={fit}
              isInUse={fit.model === model}
              onUse={() => onUse(fit.model)}
            />
          ))}
        </tbody>
      </table>
      {isCut && (
        <ShowAll label={t('show_all', { count: models.length })} onClick={() => setWhole(true)} />
      )}
    </>
  )
}

type FitRowProps = { fit: ModelFit; isInUse: boolean; onUse: () => void }

function FitRow({ fit, isInUse, onUse }: FitRowProps) {
  const t = useTranslations('context')
  const locale = useLocale()
  const name = shortName(fit.name)
  const inUse = useRef<HTMLSpanElement>(null)
  const isChosenHere = useRef(false)
  useEffect(() => {
    // The button that had the focus is gone.
    if (isInUse && isChosenHere.current) inUse.current?.focus()
    isChosenHere.current = false
  }, [isInUse])
  const choose = () => {
    isChosenHere.current = true
    onUse()
  }
  return (
    <tr className="border-line border-b last:border-0">
      <th scope="row" className="py-1 text-left font-normal">
        {name}
        {!fit.fits && <span className="text-caution block">{t('comparison.does_not_fit')}</span>}
      </th>
      <td className="text-right tabular-nums">{formatCount(fit.tokens, locale)}</td>
      <td className="text-right tabular-nums">
        {fit.estimated_cost === null
          ? t('figures.unknown')
          : formatDollars(fit.estimated_cost, locale)}
      </td>
      <td className="py-1 pl-2 text-right">
        {isInUse ? (
          <span
            ref={inUse}
            tabIndex={-1}
            className="text-accent inline-flex items-center gap-1 font-medium"
          >
            <Check size={14} aria-hidden />
            {t('comparison.in_use')}
          </span>
        ) : (
          <Button
            aria-label={t('comparison.use_named', { name })}
            onClick={choose}
            className="text-label! coarse:h-11! h-8! px-2.5!"
          >
            {t('comparison.use')}
          </Button>
        )}
      </td>
    </tr>
  )
}
