'use client'

import { Check } from 'lucide-react'
import { useState } from 'react'

import { describeComparison, sortByCost } from '@/components/context/compare-models'
import { formatCount, formatDollars } from '@/components/context/figures'
import { ShowAll } from '@/components/context/show-all'
import { shortName } from '@/components/models/model-names'
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
  const [isWhole, setWhole] = useState(false)
  const models = sortByCost(preview.models)
  const isCut = !isWhole && models.length > firstRows
  return (
    <>
      <p className="text-label">{describeComparison(preview, demoModels)}</p>
      <table aria-label="Models by cost" className="text-label w-full table-fixed">
        <thead className="text-ink-muted">
          <tr className="border-line border-b">
            <th scope="col" className="py-1 text-left font-normal">
              Model
            </th>
            <th scope="col" className="w-20 text-right font-normal">
              Tokens
            </th>
            <th scope="col" className="w-22 text-right font-normal">
              Cost
            </th>
            <th scope="col" className="w-18">
              <span className="sr-only">Use</span>
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
        <ShowAll
          label={`Show all ${formatCount(models.length)} models`}
          onClick={() => setWhole(true)}
        />
      )}
    </>
  )
}

type FitRowProps = { fit: ModelFit; isInUse: boolean; onUse: () => void }

function FitRow({ fit, isInUse, onUse }: FitRowProps) {
  const name = shortName(fit.name)
  return (
    <tr className="border-line border-b last:border-0">
      <th scope="row" className="py-1 text-left font-normal">
        {name}
        {!fit.fits && <span className="text-caution block">does not fit</span>}
      </th>
      <td className="text-right tabular-nums">{formatCount(fit.tokens)}</td>
      <td className="text-right tabular-nums">
        {fit.estimated_cost === null ? 'not known' : formatDollars(fit.estimated_cost)}
      </td>
      <td className="py-1 pl-2 text-right">
        {isInUse ? (
          <span className="text-accent inline-flex items-center gap-1 font-medium">
            <Check size={14} aria-hidden />
            In use
          </span>
        ) : (
          <Button
            aria-label={`Use ${name}`}
            onClick={onUse}
            className="text-label! coarse:h-11! h-8! px-2.5!"
          >
            Use
          </Button>
        )}
      </td>
    </tr>
  )
}
