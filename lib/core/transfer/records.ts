import { z } from 'zod'

import { summaryFailureSchema, summaryTriggerSchema } from '@/lib/core/summary/summary'
import {
  type MessageError,
  messageStatusSchema,
  usageSchema,
  voteValueSchema,
  type MessagePart,
} from '@/lib/core/thread/message'
import { externalId, isStorableJson, storableText } from '@/lib/core/thread/text'
import { visibilitySchema } from '@/lib/core/thread/thread'

export const exportFormat = 'skein'
export const exportVersion = 1

const maxTextLength = 20_000_000
const maxInt = 2_147_483_647
const lowerCase = { message: 'must be written in lower case' }

const id = z.uuid().refine((value) => value === value.toLowerCase(), lowerCase)
const text = storableText(maxTextLength)
const modelId = storableText(200).min(1)
const count = z.number().int().min(0).max(maxInt)
const position = z.number().int().min(1).max(maxInt)
// PostgreSQL knows no year 0.
const at = z.iso.datetime().refine((value) => !value.startsWith('0000'), {
  message: 'must be a time that the database can store',
})
const storable = { message: 'must not contain null characters or lone surrogates' }
const jsonObject = z.looseObject({}).refine(isStorableJson, storable)

const part = z
  .looseObject({ type: z.string() })
  .refine(isStorableJson, storable)
  .refine(
    (value) => !['text', 'reasoning'].includes(value.type) || typeof value.text === 'string',
    { path: ['text'], message: 'must be a text' },
  )
const parts = z.array(part).max(10_000) as unknown as z.ZodType<MessagePart[]>

const storableError = z.object({
  code: text,
  message: text,
  retry_after: z.number().optional(),
}) satisfies z.ZodType<MessageError>

export const threadRecordSchema = z.object({
  kind: z.literal('thread'),
  id,
  external_id: externalId.nullable(),
  title: storableText(1000).min(1),
  title_source: z.enum(['default', 'generated', 'person']),
  system_prompt: text.nullable(),
  model: modelId.describe('The active model'),
  agent_id: id.nullable(),
  visibility: visibilitySchema,
  pinned: z.boolean(),
  archived: z.boolean(),
  last_sequence: count.describe('How many messages follow, deleted ones included'),
  active_leaf_id: id.nullable().describe('The newest message of the active branch'),
  summary_failure: summaryFailureSchema.refine(isStorableJson, storable).nullable(),
  created_at: at,
  updated_at: at,
  last_activity_at: at,
})
export type ThreadRecord = z.infer<typeof threadRecordSchema>

export const messageRecordSchema = z.object({
  kind: z.literal('message'),
  id,
  sequence_number: position,
  parent_id: id.nullable(),
  position: position.describe('How many messages its branch has up to and with this one'),
  role: z.enum(['user', 'assistant', 'system']),
  parts,
  model: modelId.nullable(),
  agent_id: id.nullable(),
  status: messageStatusSchema,
  error: storableError.nullable(),
  external_id: externalId.nullable(),
  metadata: jsonObject,
  usage: usageSchema.nullable(),
  vote: z.object({ value: voteValueSchema, created_at: at }).nullable(),
  created_at: at,
  updated_at: at,
  deleted_at: at.nullable(),
})
export type MessageRecord = z.infer<typeof messageRecordSchema>

/** What the message before it said earlier. */
export const versionRecordSchema = z.object({
  kind: z.literal('version'),
  id,
  message_id: id,
  parts,
  metadata: jsonObject,
  replaced_at: at,
})
export type VersionRecord = z.infer<typeof versionRecordSchema>

export const summaryRecordSchema = z.object({
  kind: z.literal('summary'),
  id,
  predecessor_id: id.nullable(),
  first_message_id: id,
  last_message_id: id,
  first_position: position,
  last_position: position,
  message_count: count,
  total_message_count: count,
  content: text,
  original_content: text.nullable(),
  model: modelId,
  prompt_version: storableText(200),
  trigger: summaryTriggerSchema,
  tokens_before: count,
  tokens_after: count,
  usage: usageSchema.nullable(),
  cost: z.number().min(-1e8).max(1e8).nullable().describe('US dollars'),
  created_at: at,
  edited_at: at.nullable(),
})
export type SummaryRecord = z.infer<typeof summaryRecordSchema>

export const recordSchema = z.discriminatedUnion('kind', [
  threadRecordSchema,
  messageRecordSchema,
  versionRecordSchema,
  summaryRecordSchema,
])
/** One line of an export. A thread comes first, then its messages, each with its earlier versions, then its summaries. */
export type TransferRecord = z.infer<typeof recordSchema>

/** A thread of a foreign file that cannot be understood. */
export type BrokenRecord = { kind: 'broken'; title: string | null; message: string }

/** The whole of an export. It is written and read record by record. */
export const exportSchema = z.object({
  format: z.literal(exportFormat),
  version: z.literal(exportVersion),
  exported_at: z.iso.datetime(),
  records: z.array(recordSchema),
})

/** What stands before the first record of an export; records are divided by `recordDivider`. */
export const exportHead = (exportedAt: string): string =>
  `{"format":"${exportFormat}","version":${exportVersion},"exported_at":"${exportedAt}","records":[\n`
export const recordDivider = ',\n'
export const exportTail = '\n]}\n'
