import { z } from 'zod'

import { storableText } from '@/lib/core/thread/text'
import { usageSchema } from '@/lib/core/thread/message'

/** What a piece of the context is, in the order in which it is sent. */
export const segmentKindSchema = z.enum([
  'system',
  'summary',
  'passages',
  'history',
  'message',
  'tools',
])
export type SegmentKind = z.infer<typeof segmentKindSchema>

/** A file that is sent as it is. */
export const sentFileSchema = z.object({
  id: z.uuid().nullable().describe('For `GET /api/files/{id}`; null for one that was never stored'),
  media_type: z.string(),
})
export type SentFile = z.infer<typeof sentFileSchema>

/** A piece of what is sent: one text or one file, of one origin. Tokens are estimated. */
export const segmentSchema = z.object({
  kind: segmentKindSchema,
  role: z.enum(['system', 'user', 'assistant', 'tool']),
  message_id: z.uuid().nullable(),
  summary_id: z.uuid().nullable(),
  text: z
    .string()
    .nullable()
    .describe('Of a file what names it. Null once its message was deleted'),
  file: sentFileSchema.optional(),
  tokens: z.number().int(),
  cost: z.number().nullable().describe('US dollars, estimated by the model’s price of input'),
})
export type Segment = z.infer<typeof segmentSchema>

/** Messages of the branch that were not sent, a run of neighbours at a time. */
export const omissionSchema = z.object({
  reason: z.enum(['budget', 'empty']),
  kind: z.enum(['summary', 'history']),
  first_message_id: z.uuid(),
  last_message_id: z.uuid(),
  messages: z.number().int(),
  in_summary: z.boolean().describe('Whether the summary that was sent covers them'),
})
export type Omission = z.infer<typeof omissionSchema>

/** A part of a message that was sent in another form than it has, or left out of it. */
export const conversionSchema = z.object({
  message_id: z.uuid(),
  what: z.enum(['reasoning', 'image', 'file', 'tool', 'other']),
  how: z.enum(['left_out', 'as_text']),
})
export type Conversion = z.infer<typeof conversionSchema>

/** Tokens. `input` is what may be sent: the window without the room for the answer and the head-room. */
export const budgetSchema = z.object({
  window: z.number().int(),
  answer: z.number().int(),
  head_room: z.number().int(),
  input: z.number().int(),
  used: z.number().int(),
  calibration: z
    .number()
    .describe('Tokens that this model counts for one of ours, learnt from the usage it reports'),
})
export type Budget = z.infer<typeof budgetSchema>

const tokens = z.number().int()
export const tokensByKindSchema = z.object({
  system: tokens,
  summary: tokens,
  passages: tokens,
  history: tokens,
  message: tokens,
  tools: tokens,
} satisfies Record<SegmentKind, z.ZodType>)

const contextBaseSchema = z.object({
  model: z.string(),
  budget: budgetSchema,
  segments: z.array(segmentSchema),
  tokens: tokensByKindSchema,
  omitted: z.array(omissionSchema),
  conversions: z.array(conversionSchema),
})

/** A request that was sent to a provider. */
export const attemptSchema = z.object({
  model: z.string(),
  sha256: z.string().describe('Of the body, hexadecimal'),
  bytes: z.number().int(),
  body: z.string().nullable().describe('With `include=body`, while all its texts are kept'),
})

/** What changed between the context of the answer before and this one. */
export const differenceSchema = z.object({
  message_id: z.uuid().describe('The answer before'),
  added: z.array(z.number().int()).describe('Places of segments that are new here'),
  removed: z.array(segmentSchema).describe('Segments that are no longer sent'),
  kept_tokens: z.number().int(),
})

/** `GET /api/messages/{id}/context`: what was sent to get an answer. */
export const ledgerSchema = contextBaseSchema.extend({
  message_id: z.uuid(),
  thread_id: z.uuid(),
  usage: usageSchema.nullable().describe('As the provider counted'),
  estimated_cost: z.number().nullable().describe('Of what was sent, US dollars'),
  attempts: z.array(attemptSchema),
  difference: differenceSchema.nullable(),
  created_at: z.iso.datetime(),
})
export type Ledger = z.infer<typeof ledgerSchema>

/** How the same turn would fare with another model. */
export const modelFitSchema = z.object({
  model: z.string(),
  name: z.string(),
  fits: z.boolean().describe('Whether nothing would be left out'),
  tokens: z.number().int(),
  window: z.number().int(),
  estimated_cost: z
    .number()
    .nullable()
    .describe('US dollars, with an answer of the expected length'),
})
export type ModelFit = z.infer<typeof modelFitSchema>

/** `GET /api/threads/{id}/context`: what the next turn would send. */
export const previewSchema = contextBaseSchema.extend({
  thread_id: z.uuid(),
  error: z
    .object({ code: z.string(), message: z.string() })
    .nullable()
    .describe('Why it cannot be sent at all'),
  estimated_cost: z.number().nullable(),
  expected_output_tokens: z.number().int().describe('As long as the answers so far'),
  models: z.array(modelFitSchema).describe('Every model that is configured'),
})
export type ContextPreview = z.infer<typeof previewSchema>

/** The query of the preview, and its body where a draft is too long for an address. */
export const previewContextSchema = z.object({
  model: z.string().min(1).max(200).optional(),
  draft: storableText(1_000_000).default(''),
})
export type PreviewContext = z.infer<typeof previewContextSchema>

export const readLedgerSchema = z.object({ include: z.literal('body').optional() })
