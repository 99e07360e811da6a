import type { ContextTexts } from '@/components/context/context-texts'
import { formatDollars } from '@/components/context/figures'
import { shortName } from '@/components/models/short-name'
import type { ContextPreview, ModelFit } from '@/lib/core/context/context'

/** The cheapest first, those of unknown price last. */
export const sortByCost = (models: readonly ModelFit[]): ModelFit[] =>
  models.toSorted(
    (a, b) =>
      (a.estimated_cost ?? Infinity) - (b.estimated_cost ?? Infinity) ||
      a.name.localeCompare(b.name, 'en'),
  )

/**
 * "Fits in 8 of 12 models. This turn costs about $0.0021 here, $0.0004 with X, the cheapest that fits." Demos cost nothing,
 * but are none to go to.
 */
export function describeComparison(
  preview: ContextPreview,
  { demos, t, locale }: { demos: readonly string[]; t: ContextTexts; locale: string },
): string {
  const { model, models, estimated_cost: cost } = preview
  const fitting = models.filter(({ fits }) => fits)
  const [cheapest] = sortByCost(fitting.filter((fit) => !demos.includes(fit.model)))
  const least = cheapest?.estimated_cost ?? null
  const isHere = cheapest?.model === model || (cost !== null && least !== null && cost <= least)
  const fits = t('comparison.fits', { fitting: fitting.length, models: models.length })
  const costs = t('comparison.costs', {
    here: cost === null ? 'unknown' : 'known',
    cost: formatDollars(cost ?? 0, locale),
    least: least === null ? 'none' : isHere ? 'here' : 'elsewhere',
    leastCost: formatDollars(least ?? 0, locale),
    name: shortName(cheapest?.name ?? ''),
  })
  return `${fits} ${costs}`
}
