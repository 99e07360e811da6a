import { request } from '@/components/api/request'
import { nameFromId } from '@/components/models/short-name'
import type { ModelList } from '@/lib/core/models/model'

let loading: Promise<ModelList> | null = null
let loaded: ModelList | null = null
const listeners = new Set<() => void>()

/** The catalogue, fetched when it is first needed. A failed fetch may be tried again. */
export function loadCatalogue(): Promise<ModelList> {
  loading ??= request('/api/models')
    .then((response) => response.json() as Promise<ModelList>)
    .then((list) => {
      loaded = list
      for (const listener of listeners) listener()
      return list
    })
    .catch((error) => {
      loading = null
      throw error
    })
  return loading
}

/** Forgets the catalogue, so that the next look fetches what is true by then. */
export const expireCatalogue = () => {
  loading = null
}

export const getCatalogue = (): ModelList | null => loaded

/** The catalogue's name of a model, as far as it is known by now. */
export const catalogueName = (id: string): string | undefined =>
  loaded?.data.find((model) => model.id === id)?.name

/** The same; while that is not known, what the id says. */
export const knownName = (id: string): string => catalogueName(id) ?? nameFromId(id)

export function subscribeCatalogue(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
