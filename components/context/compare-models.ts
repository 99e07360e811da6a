import { formatCount, formatDollars } from '@/components/context/figures'
import { shortName } from '@/components/models/model-names'
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
export function describeComparison(preview: ContextPreview, demos: readonly string[]): string {
  const { model, models, estimated_cost: cost } = preview
  const fitting = models.filter(({ fits }) => fits)
  const [cheapest] = sortByCost(fitting.filter((fit) => !demos.includes(fit.model)))
  const fit = `Fits in ${formatCount(fitting.length)} of ${formatCount(models.length)} models.`
  return `${fit} ${describeCosts({ model, cost, cheapest })}`
}

type Costs = { model: string; cost: number | null; cheapest?: ModelFit }

function describeCosts({ model, cost, cheapest }: Costs): string {
  const here =
    cost === null
      ? 'What this turn costs here is not known'
      : `This turn costs about ${formatDollars(cost)} here`
  const least = cheapest?.estimated_cost ?? null
  if (!cheapest || least === null) return `${here}.`
  if (cheapest.model === model || (cost !== null && cost <= least)) {
    return `${here}; none that fits is cheaper.`
  }
  return `${here}, ${formatDollars(least)} with ${shortName(cheapest.name)}, the cheapest that fits.`
}
