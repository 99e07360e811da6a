import { z } from 'zod'

/** A model of the catalogue. Prices are US dollars per million tokens; null when unknown. */
export const modelSchema = z.object({
  id: z.string().describe('`<provider>/<the provider’s id>`'),
  provider: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  context_window: z.number().int().describe('Tokens'),
  max_output_tokens: z.number().int().nullable(),
  price: z
    .object({ input: z.number(), output: z.number() })
    .nullable()
    .describe('US dollars per million tokens'),
  abilities: z.object({
    tools: z.boolean(),
    reasoning: z.boolean(),
    images: z.boolean(),
    files: z.boolean(),
  }),
  configured: z.boolean().describe('Whether its provider has what it needs to answer'),
  demo: z.boolean().describe('Answers offline, without a model'),
})

export type Model = z.infer<typeof modelSchema>

export const providerSchema = z.object({
  id: z.string(),
  name: z.string(),
  configured: z.boolean(),
  hint: z.string().nullable().describe('What to set when it is not configured'),
  catalogue: z
    .enum(['live', 'cached', 'snapshot', 'curated', 'none'])
    .describe('Where its models come from'),
  fetched_at: z.string().nullable(),
})

export type Provider = z.infer<typeof providerSchema>

export const modelListSchema = z.object({
  data: z.array(modelSchema),
  providers: z.array(providerSchema),
  default_model: z.string(),
})

export type ModelList = z.infer<typeof modelListSchema>
