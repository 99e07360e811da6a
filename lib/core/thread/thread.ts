import { z } from 'zod'

import { messageSchema, noAgent } from '@/lib/core/thread/message'
import { externalId, storableText } from '@/lib/core/thread/text'

export const defaultTitle = 'New conversation'

export const visibilitySchema = z.enum(['private', 'workspace', 'public'])

export const threadSchema = z.object({
  id: z.uuid(),
  user_id: z.uuid().describe('Its owner'),
  external_id: z.string().nullable(),
  title: z.string(),
  system_prompt: z.string().nullable(),
  model: z.string().describe('The active model'),
  active_model: z.string(),
  current_model: z.string(),
  agent_id: z.uuid().nullable(),
  visibility: visibilitySchema,
  pinned: z.boolean(),
  archived: z.boolean(),
  message_count: z.number().int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  last_activity_at: z.iso.datetime(),
})
export type Thread = z.infer<typeof threadSchema>

export const threadWithMessagesSchema = threadSchema.extend({
  messages: z.array(messageSchema).optional().describe('The newest page of the active branch'),
})
export type ThreadWithMessages = z.infer<typeof threadWithMessagesSchema>

export const threadListItemSchema = threadSchema.extend({
  last_message_preview: z.string().nullable(),
  owner_name: z.string().optional().describe('With `shared=true`: the name of its owner'),
})
export type ThreadListItem = z.infer<typeof threadListItemSchema>

export const threadListSchema = z.object({
  data: z.array(threadListItemSchema),
  next_cursor: z.string().nullable(),
})
export type ThreadList = z.infer<typeof threadListSchema>

const modelId = z.string().min(1).max(200)
const fields = {
  title: storableText(200).refine((title) => title.trim() !== '', { message: 'must not be empty' }),
  system_prompt: storableText(100_000).nullable(),
  model: modelId,
  visibility: visibilitySchema,
}

/** The other names under which the reference documents send the active model. */
const modelAliases = { active_model: modelId.optional(), current_model: modelId.optional() }

function withoutModelAliases<
  Body extends { model?: string; active_model?: string; current_model?: string },
>({ active_model, current_model, ...body }: Body) {
  return { ...body, model: body.model ?? active_model ?? current_model }
}

/** `POST /api/threads` */
export const createThreadSchema = z
  .object({
    id: z.uuid().optional(),
    external_id: externalId.optional(),
    title: fields.title.nullish(),
    system_prompt: fields.system_prompt.optional(),
    model: modelId.optional(),
    agent_id: noAgent,
    visibility: fields.visibility.optional(),
    ...modelAliases,
  })
  .transform(withoutModelAliases)
export type CreateThread = z.infer<typeof createThreadSchema>

/** `PATCH /api/threads/{id}` */
export const patchThreadSchema = z
  .object({
    title: fields.title.optional(),
    system_prompt: fields.system_prompt.optional(),
    model: modelId.optional(),
    agent_id: noAgent,
    visibility: fields.visibility.optional(),
    pinned: z.boolean().optional(),
    archived: z.boolean().optional(),
    ...modelAliases,
  })
  .transform(withoutModelAliases)
  .refine((body) => Object.values(body).some((value) => value !== undefined), {
    message: 'give at least one field to change',
  })
export type PatchThread = z.infer<typeof patchThreadSchema>

/** `GET /api/threads` */
export const listThreadsSchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional().describe('`next_cursor` of the page before'),
  q: storableText(200).optional().describe('Only threads whose title contains it, in any case'),
  archived: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
  pinned: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
  shared: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
    .describe('Instead of one’s own threads those of others that may be read in the workspace'),
})
export type ListThreads = z.infer<typeof listThreadsSchema>

/** Everything that the address of one thread may carry. */
export const getThreadSchema = z.object({
  include: z
    .string()
    .max(100)
    .default('')
    .transform((list) => list.split(',').filter((item) => item !== ''))
    .pipe(z.array(z.enum(['messages', 'summaries']))),
})
