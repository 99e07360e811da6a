import type { ModelNames } from '@/components/models/model-names'
import type { Models } from '@/lib/core/ports'

/** What a page has to know of models before it fetches the catalogue: the names of those it mentions, and the demo. */
export function knownModels(
  models: Models,
  mentioned: Iterable<string | null>,
): { modelNames: ModelNames; demoModels: string[] } {
  const named = [...new Set(mentioned)].flatMap((id) => {
    const model = id === null ? null : models.find(id)
    return id !== null && model ? [[id, model.name] as const] : []
  })
  const demoModels = models.list().data.filter(({ demo }) => demo)
  return { modelNames: Object.fromEntries(named), demoModels: demoModels.map(({ id }) => id) }
}
