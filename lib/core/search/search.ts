import { z } from 'zod'

import { storableText } from '@/lib/core/thread/text'

const highlights = z
  .array(z.tuple([z.number().int(), z.number().int()]))
  .describe('Where the words stand: beginning and end, in UTF-16 units')

const ofThread = {
  archived: z.boolean(),
  owner_name: z.string().optional().describe('With `shared=true`: the name of its owner'),
}

export const foundThreadSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  highlights,
  last_activity_at: z.iso.datetime(),
  ...ofThread,
})
export type FoundThread = z.infer<typeof foundThreadSchema>

export const foundMessageSchema = z.object({
  id: z.uuid(),
  thread_id: z.uuid(),
  thread_title: z.string(),
  role: z.enum(['user', 'assistant', 'system']),
  snippet: z.string().describe('What stands around the first of the words, on one line'),
  highlights,
  created_at: z.iso.datetime(),
  ...ofThread,
})
export type FoundMessage = z.infer<typeof foundMessageSchema>

export const searchResultSchema = z.object({
  threads: z.array(foundThreadSchema).describe('By their titles, at most ten, with the first page'),
  messages: z.array(foundMessageSchema).describe('The most fitting and newest first'),
  next_cursor: z.string().nullable(),
})
export type SearchResult = z.infer<typeof searchResultSchema>

/** `GET /api/search` */
export const searchSchema = z.object({
  q: storableText(200)
    .refine((text) => text.trim() !== '', { message: 'must not be empty' })
    .describe(
      'Words that must all be there, the last one perhaps only begun; "in quotes" a phrase, with a minus what must not be there',
    ),
  limit: z.coerce.number().int().min(1).max(50).default(20),
  cursor: z.string().max(400).optional().describe('`next_cursor` of the page before'),
  shared: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
    .describe('Instead of one’s own threads those of others that may be read in the workspace'),
})
export type Search = z.infer<typeof searchSchema>
