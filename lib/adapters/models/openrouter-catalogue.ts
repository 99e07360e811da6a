import { z } from 'zod'

import type { Model } from '@/lib/core/models/model'

const entrySchema = z.object({
  id: z.string().min(1).max(200),
  name: z.string().min(1).max(300),
  description: z.string().nullish(),
  context_length: z.number().int().positive(),
  architecture: z
    .object({
      input_modalities: z.array(z.string()).nullish(),
      output_modalities: z.array(z.string()).nullish(),
    })
    .nullish(),
  pricing: z.object({ prompt: z.coerce.number(), completion: z.coerce.number() }).nullish(),
  top_provider: z
    .object({ max_completion_tokens: z.number().int().positive().nullish() })
    .nullish(),
  supported_parameters: z.array(z.string()).nullish(),
})

type Entry = z.infer<typeof entrySchema>

const longestDescription = 240

function shorten(text: string | null | undefined): string | null {
  const line = text?.replace(/\s+/g, ' ').trim()
  if (!line) return null
  if (line.length <= longestDescription) return line
  return `${line.slice(0, line.lastIndexOf(' ', longestDescription))} …`
}

/** OpenRouter writes dollars per token; -1 stands for a price that depends on the request. */
function perMillion(dollarsPerToken: number): number {
  return Math.round(dollarsPerToken * 1e12) / 1e6
}

function readPrice(pricing: Entry['pricing']): Model['price'] {
  if (!pricing || pricing.prompt < 0 || pricing.completion < 0) return null
  return { input: perMillion(pricing.prompt), output: perMillion(pricing.completion) }
}

function readEntry(entry: Entry): Model {
  const parameters = new Set(entry.supported_parameters)
  const inputs = new Set(entry.architecture?.input_modalities)
  return {
    id: `openrouter/${entry.id}`,
    provider: 'openrouter',
    name: entry.name,
    description: shorten(entry.description),
    context_window: entry.context_length,
    max_output_tokens: entry.top_provider?.max_completion_tokens ?? null,
    price: readPrice(entry.pricing),
    abilities: {
      tools: parameters.has('tools'),
      reasoning: parameters.has('reasoning') || parameters.has('include_reasoning'),
      images: inputs.has('image'),
      files: inputs.has('file'),
    },
    configured: false,
    demo: false,
  }
}

/** The models that answer in text; entries that make no sense are left out. */
export function readOpenRouterModels(list: unknown[]): Model[] {
  return list.flatMap((item) => {
    const { data: entry } = entrySchema.safeParse(item)
    if (!entry) return []
    const outputs = entry.architecture?.output_modalities
    return !outputs || outputs.includes('text') ? [readEntry(entry)] : []
  })
}
