import { z } from 'zod'

import { storableText } from '@/lib/core/thread/text'

const name = storableText(60).regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u, {
  message: 'must be one word of letters, digits, - and _',
})
const text = storableText(20_000).refine((value) => value.trim() !== '', {
  message: 'must not be empty',
})
const shared = z.boolean().describe('Whether the members of the workspace may use it')

export const promptSchema = z.object({
  id: z.uuid(),
  name: z.string().describe('What it is called after `/`'),
  text: z.string().describe('With `{{variables}}` for what differs'),
  shared,
  is_own: z.boolean().describe('Whether the one who asks wrote it, and so may change it'),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})
export type Prompt = z.infer<typeof promptSchema>

/** `GET /api/prompts`: by name. */
export const promptListSchema = z.object({ data: z.array(promptSchema) })

/** `POST /api/prompts` */
export const createPromptSchema = z.object({ name, text, shared: shared.default(false) })
export type CreatePrompt = z.infer<typeof createPromptSchema>

/** `PATCH /api/prompts/{id}` */
export const patchPromptSchema = z
  .object({ name: name.optional(), text: text.optional(), shared: shared.optional() })
  .refine((body) => Object.values(body).some((value) => value !== undefined), {
    message: 'give at least one field to change',
  })
export type PatchPrompt = z.infer<typeof patchPromptSchema>

const variable = /\{\{\s*([\p{L}\p{N}_][\p{L}\p{N}_ -]*?)\s*\}\}/gu

/** What has to be filled in before a prompt can be used, each name once, in order. */
export const variablesOf = (prompt: string): string[] => [
  ...new Set([...prompt.matchAll(variable)].map(([, found = '']) => found)),
]

/** The text of a prompt with values in the places of its variables; one without a value stays as it is. */
export const fillPrompt = (prompt: string, values: ReadonlyMap<string, string>): string =>
  prompt.replace(variable, (place, found: string) => values.get(found) ?? place)
