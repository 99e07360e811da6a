import type { Model, ModelList, Provider } from '@/lib/core/models/model'

export type ModelGroup = {
  provider: Provider
  models: Model[]
  /** How many more there are that are not shown. */
  hidden: number
}

/** Models that cannot be picked only show that they exist. */
const shownUnconfigured = 5

/** The models whose name, id or provider has every word of the query; providers that can answer come first. */
export function findModels(list: ModelList, query: string): ModelGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return list.providers
    .toSorted((a, b) => Number(b.configured) - Number(a.configured))
    .map((provider) => groupOf(provider, list.data, words))
    .filter(
      ({ provider, models }) => models.length > 0 || (words.length === 0 && !provider.configured),
    )
}

function groupOf(provider: Provider, models: readonly Model[], words: string[]): ModelGroup {
  const found = models.filter((model) => {
    if (model.provider !== provider.id) return false
    const text = `${model.name} ${model.id} ${provider.name}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const shown = provider.configured
    ? found
    : found.slice(0, words.length > 0 ? shownUnconfigured : 0)
  return { provider, models: shown, hidden: found.length - shown.length }
}
