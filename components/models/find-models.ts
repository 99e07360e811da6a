import type { Model, ModelList, Provider } from '@/lib/core/models/model'

export type ModelGroup = {
  id: string
  /** Null for those that a person prefers or used last, of whichever provider. */
  provider: Provider | null
  models: Model[]
  /** How many more there are that are not shown. */
  hidden: number
}

export type OwnModels = { favourites: readonly string[]; recent: readonly string[] }

/** Models that cannot be picked only show that they exist. */
const shownUnconfigured = 5

/** The models to choose from: before all others, while nothing is looked for, one's favourites and those used last. */
export function arrangeModels(list: ModelList, query: string, own: OwnModels): ModelGroup[] {
  if (query.trim() !== '') return findModels(list, query)
  const favourites = named(list, own.favourites)
  const recent = named(list, own.recent).filter((model) => !favourites.includes(model))
  const ownGroups = [
    { id: 'favourites', provider: null, models: favourites, hidden: 0 },
    { id: 'recent', provider: null, models: recent, hidden: 0 },
  ].filter(({ models }) => models.length > 0)
  const first = new Set([...favourites, ...recent])
  const others = findModels(list, '').map((group) => ({
    ...group,
    models: group.models.filter((model) => !first.has(model)),
  }))
  const left = others.filter(({ models, provider }) => models.length > 0 || !provider?.configured)
  return [...ownGroups, ...left]
}

/** The models of a list that can answer, in the order of their names. */
const named = ({ data }: ModelList, ids: readonly string[]): Model[] =>
  ids.flatMap((id) => data.filter((model) => model.id === id && model.configured))

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

function groupOf(provider: Provider, models: readonly Model[], words: string[]) {
  const found = models.filter((model) => {
    if (model.provider !== provider.id) return false
    const text = `${model.name} ${model.id} ${provider.name}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const shown = provider.configured
    ? found
    : found.slice(0, words.length > 0 ? shownUnconfigured : 0)
  return { id: provider.id, provider, models: shown, hidden: found.length - shown.length }
}
