import { z } from 'zod'

import { messageSchema, noAgent } from '@/lib/core/thread/message'
import { externalId, storableText } from '@/lib/core/thread/text'

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
  folder_id: z.uuid().nullable(),
  message_count: z.number().int(),
  active_leaf_id: z.uuid().nullable().describe('The newest message of the active branch'),
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
  last_message_preview: z
    .string()
    .nullable()
    .describe('The beginning of the newest message with text, without the signs of Markdown'),
  owner_name: z.string().optional().describe('With `shared=true`: the name of its owner'),
})
export type ThreadListItem = z.infer<typeof threadListItemSchema>

export const threadListSchema = z.object({
  data: z.array(threadListItemSchema),
  next_cursor: z.string().nullable(),
})
export type ThreadList = z.infer<typeof threadListSchema>

const longestTitle = 200
const modelId = z.string().min(1).max(200)

export const systemPromptSchema = storableText(100_000).nullable()
const fields = {
  title: storableText(longestTitle).refine((title) => title.trim() !== '', {
    message: 'must not be empty',
  }),
  system_prompt: systemPromptSchema,
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
    folder_id: z.uuid().nullish().describe('null takes it out of its folder'),
    active_leaf_id: z
      .uuid()
      .optional()
      .describe(
        'Any message: its branch becomes the active one, down to the newest message below it',
      ),
    ...modelAliases,
  })
  .transform(withoutModelAliases)
  .refine((body) => Object.values(body).some((value) => value !== undefined), {
    message: 'give at least one field to change',
  })
export type PatchThread = z.infer<typeof patchThreadSchema>

/** `POST /api/threads/{id}/fork` */
export const forkThreadSchema = z.object({
  message_id: externalId.describe('The last message that goes along'),
})
export type ForkThread = z.infer<typeof forkThreadSchema>

/** What a fork of a thread is called; `mark` says in somebody's language that it is one. */
export const forkTitle = (title: string, mark: string): string =>
  `${[...title].slice(0, longestTitle - mark.length - 1).join('')} ${mark}`

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
  folder_id: z.uuid().optional().describe('Only threads of this folder'),
  shared: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
    .describe('Instead of one’s own threads those of others that may be read in the workspace'),
})
export type ListThreads = z.infer<typeof listThreadsSchema>

const mostAtOnce = 200

/** `POST /api/threads/bulk` */
export const changeThreadsSchema = z
  .object({
    ids: z.array(z.uuid()).min(1).max(mostAtOnce),
    action: z.enum(['archive', 'unarchive', 'pin', 'unpin', 'move', 'delete']),
    folder_id: z.uuid().nullish().describe('Where to move them; null: out of their folders'),
  })
  .refine((body) => (body.action === 'move') === (body.folder_id !== undefined), {
    path: ['folder_id'],
    message: 'belongs to the action move, which needs it',
  })
export type ChangeThreads = z.infer<typeof changeThreadsSchema>

/** Which threads were changed: those of the one who asks that are still there. */
export const changedThreadsSchema = z.object({ ids: z.array(z.uuid()) })

/** Everything that the address of one thread may carry. */
export const getThreadSchema = z.object({
  include: z
    .string()
    .max(100)
    .default('')
    .transform((list) => list.split(',').filter((item) => item !== ''))
    .pipe(z.array(z.enum(['messages', 'summaries']))),
})
