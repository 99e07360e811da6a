import { z } from 'zod'

import { usageSchema } from '@/lib/core/thread/message'
import { storableText } from '@/lib/core/thread/text'

export const summaryTriggerSchema = z.enum(['threshold', 'budget', 'person'])
export type SummaryTrigger = z.infer<typeof summaryTriggerSchema>

/** One link of a thread's chain of summaries. Positions count the messages of its branch from 1. */
export const summarySchema = z.object({
  id: z.uuid(),
  thread_id: z.uuid(),
  predecessor_id: z.uuid().nullable(),
  first_message_id: z.uuid(),
  last_message_id: z.uuid(),
  first_position: z.number().int(),
  last_position: z.number().int(),
  message_count: z.number().int().describe('Messages of this link'),
  total_message_count: z.number().int().describe('Messages of the chain up to and with this link'),
  content: z.string(),
  original_content: z.string().nullable().describe('What the model wrote, if it was edited since'),
  model: z.string(),
  prompt_version: z.string(),
  trigger: summaryTriggerSchema,
  tokens_before: z.number().int().describe('Of the previous summary and the messages it replaces'),
  tokens_after: z.number().int(),
  usage: usageSchema.nullable(),
  cost: z.number().nullable().describe('US dollars'),
  in_force: z.boolean().describe('Whether it is the one that is sent'),
  created_at: z.iso.datetime(),
  edited_at: z.iso.datetime().nullable(),
})
export type Summary = z.infer<typeof summarySchema>

/** Why the last try to write a summary failed. */
export const summaryFailureSchema = z.object({
  code: z.string(),
  message: z.string(),
  last_message_id: z.uuid().describe('The message up to which it would have reached'),
  failed_at: z.iso.datetime(),
})
export type SummaryFailure = z.infer<typeof summaryFailureSchema>

/** `GET /api/threads/{id}/summaries`: the chain in force, oldest first. */
export const summaryListSchema = z.object({
  data: z.array(summarySchema),
  has_more: z.boolean().describe('Whether the chain goes further back'),
  failure: summaryFailureSchema.nullable(),
})
export type SummaryList = z.infer<typeof summaryListSchema>

/** Its query: the newest links, or those before a position of the branch. */
export const listSummariesSchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before_position: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
})
export type ListSummaries = z.infer<typeof listSummariesSchema>

/** Characters; what a model writes is held to a cap in tokens, see `checkSummary`. */
export const maxSummaryLength = 20_000

/** `PATCH /api/summaries/{id}` */
export const patchSummarySchema = z
  .object({
    content: storableText(maxSummaryLength)
      .refine((text) => text.trim() !== '', { message: 'must not be empty' })
      .optional(),
    revert: z.literal(true).optional().describe('Back to what the model wrote'),
  })
  .refine((body) => (body.content === undefined) !== (body.revert === undefined), {
    path: ['content'],
    message: 'give either content or revert',
  })
export type PatchSummary = z.infer<typeof patchSummarySchema>

/** `POST /api/threads/{id}/summaries` */
export const createSummarySchema = z.object({
  model: z.string().min(1).max(200).optional().describe('The model that writes it'),
})
export type CreateSummary = z.infer<typeof createSummarySchema>
