import type { ReactNode } from 'react'

import { DemoNote } from '@/components/chat/demo-note'
import type { ModelNames } from '@/components/models/model-names'
import type { Models } from '@/lib/core/ports'

/** What a page has to know of models before it fetches the catalogue: the names of those it mentions, and the demo. */
export function knownModels(
  models: Models,
  mentioned: Iterable<string | null>,
): { modelNames: ModelNames; demoModels: string[]; demoNote: ReactNode } {
  const named = [...new Set(mentioned)].flatMap((id) => {
    const model = id === null ? null : models.find(id)
    return id !== null && model ? [[id, model.name] as const] : []
  })
  const demos = models.list().data.filter(({ demo }) => demo)
  return {
    modelNames: Object.fromEntries(named),
    demoModels: demos.map(({ id }) => id),
    demoNote: demos.length > 0 ? <DemoNote /> : null,
  }
}
