import { z } from 'zod'

import { entryToModel } from '@/lib/adapters/models/catalogue-entry'
import type { Model } from '@/lib/core/models/model'

const tokens = z.number().int().positive().optional().catch(undefined)

/** The window has another name in each server (vLLM, LM Studio, OpenRouter-like), or none. */
const entrySchema = z.object({
  id: z.string().min(1).max(200),
  max_model_len: tokens,
  max_context_length: tokens,
  context_length: tokens,
})

/** Taken when a server does not tell its window. */
const assumedContextWindow = 8192

/** The models of a server that speaks OpenAI's API; what only embeds is left out. */
export function readCompatibleModels(provider: string, list: unknown[]): Model[] {
  return list.flatMap((item) => {
    const { data: entry } = entrySchema.safeParse(item)
    if (!entry || /embed/i.test(entry.id)) return []
    const context =
      entry.max_model_len ??
      entry.max_context_length ??
      entry.context_length ??
      assumedContextWindow
    const { id } = entry
    return [
      entryToModel(provider, { id, name: id, context, output: null, price: null, abilities: '' }),
    ]
  })
}
