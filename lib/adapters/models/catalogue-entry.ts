import { z } from 'zod'

import snapshot from '@/lib/adapters/models/catalogue-snapshot.json'
import type { Model } from '@/lib/core/models/model'

/** A model as one line: prices are US dollars per million tokens, abilities are words. */
export type CatalogueEntry = {
  id: string
  name: string
  context: number
  output: number | null
  price: [input: number, output: number] | null
  abilities: string
}

const entrySchema: z.ZodType<CatalogueEntry> = z.object({
  id: z.string(),
  name: z.string(),
  context: z.number().int().positive(),
  output: z.number().int().positive().nullable(),
  price: z.tuple([z.number().nonnegative(), z.number().nonnegative()]).nullable(),
  abilities: z.string(),
})

/** The model of a line; the provider's id gets the provider's name in front. */
export function entryToModel(provider: string, entry: CatalogueEntry): Model {
  const abilities = new Set(entry.abilities.split(' '))
  return {
    id: `${provider}/${entry.id}`,
    provider,
    name: entry.name,
    description: null,
    context_window: entry.context,
    max_output_tokens: entry.output,
    price: entry.price && { input: entry.price[0], output: entry.price[1] },
    abilities: {
      tools: abilities.has('tools'),
      reasoning: abilities.has('reasoning'),
      images: abilities.has('images'),
      files: abilities.has('files'),
    },
    configured: false,
    demo: false,
  }
}

/** OpenRouter's models as they were on the snapshot's date. */
export function snapshotEntries(): CatalogueEntry[] {
  return z.array(entrySchema).parse(snapshot.models)
}
