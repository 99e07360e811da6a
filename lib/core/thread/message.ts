import type { UIDataTypes, UIMessagePart, UITools } from 'ai'
import { z } from 'zod'

import { fileIdOf } from '@/lib/core/file/file-address'
import { maxFilesOfMessage } from '@/lib/core/file/file-types'
import { maxModels } from '@/lib/core/thread/max-models'
import { externalId, storableObject, storableText } from '@/lib/core/thread/text'

export type MessagePart = UIMessagePart<UIDataTypes, UITools>

const messagePartSchema = z.looseObject({
  type: z.string(),
}) as unknown as z.ZodType<MessagePart>

export const messageStatusSchema = z.enum([
  'pending',
  'streaming',
  'completed',
  'stopped',
  'failed',
  'interrupted',
])
export type MessageStatus = z.infer<typeof messageStatusSchema>

export const messageErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  retry_after: z.number().optional().describe('Seconds, when the provider said so'),
})
export type MessageError = z.infer<typeof messageErrorSchema>

/** Tokens as the provider counted them; cost in US dollars, null when unknown. */
export const usageSchema = z.object({
  input_tokens: z.number().nullable(),
  output_tokens: z.number().nullable(),
  reasoning_tokens: z.number().nullable(),
  cached_input_tokens: z.number().nullable(),
  cost: z.number().nullable(),
})
export type Usage = z.infer<typeof usageSchema>

export const voteValueSchema = z.enum(['up', 'down'])
export type VoteValue = z.infer<typeof voteValueSchema>

export const messageSchema = z.object({
  id: z.uuid(),
  thread_id: z.uuid(),
  sequence_number: z.number().int(),
  parent_id: z.uuid().nullable(),
  role: z.enum(['user', 'assistant', 'system']),
  content: z.string(),
  parts: z.array(messagePartSchema).describe('The AI SDK’s UIMessage parts'),
  model_used: z.string().nullable(),
  agent_id: z.uuid().nullable(),
  status: messageStatusSchema,
  error: messageErrorSchema.nullable(),
  external_id: z.string().nullable(),
  metadata: z
    .record(z.string(), z.json())
    .describe(
      'Of an answer also why it ended (`finish_reason`), and how it came about (`turn`: the model asked, times, the provider’s id)',
    ),
  usage: usageSchema.nullable(),
  vote: voteValueSchema.nullable().describe('Of the one who asks'),
  sibling_ids: z
    .array(z.uuid())
    .optional()
    .describe(
      'In a list of one branch, when there are several: all versions of the message, itself included, in their order',
    ),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})
export type Message = z.infer<typeof messageSchema>

const maxTextLength = 1_000_000

/** What a message says, in one piece. */
export const messageTextSchema = storableText(maxTextLength).refine(
  (value) => value.trim() !== '',
  {
    message: 'must not be empty',
  },
)

const textPart = z.object({ type: z.literal('text'), text: storableText(maxTextLength) })

const filePart = z
  .object({
    type: z.literal('file'),
    url: z.string().refine((url) => fileIdOf(url) !== null, {
      message: 'must be the url of a file of POST /api/files',
    }),
    mediaType: z.string().max(200).optional(),
    filename: storableText(1000).optional(),
  })
  .describe('A file that was uploaded before; its name and media type are those of the upload')

const parts = z
  .array(z.discriminatedUnion('type', [textPart, filePart]))
  .min(1)
  .max(100)
  .refine((items) => items.some((item) => item.type === 'file' || item.text.trim() !== ''), {
    message: 'must contain some text or a file',
  })
  .refine((items) => items.filter(({ type }) => type === 'file').length <= maxFilesOfMessage, {
    message: `must contain at most ${maxFilesOfMessage} files`,
  })
  .transform((items) => items as MessagePart[])

/** Refused instead of ignored, until there are agents. */
export const noAgent = z.null({ error: 'there are no agents yet' }).optional()

/** `POST /api/threads/{id}/messages` */
export const createMessageSchema = z
  .object({
    content: messageTextSchema.optional(),
    parts: parts.optional(),
    model: z.string().min(1).max(200).optional(),
    agent_id: noAgent,
    external_id: externalId.optional(),
    parent_id: z
      .uuid()
      .nullish()
      .describe(
        'The message that it follows, which begins a branch; null begins one at the start. By default the newest of the active branch',
      ),
    metadata: storableObject.optional(),
    stream: z.boolean().default(false),
    background: z.boolean().default(false),
  })
  .refine((body) => (body.content === undefined) !== (body.parts === undefined), {
    path: ['content'],
    message: 'give either content or parts',
  })
  .refine((body) => !(body.stream && body.background), {
    path: ['background'],
    message: 'stream and background exclude each other',
  })

export type CreateMessage = z.infer<typeof createMessageSchema>

/** `PATCH /api/messages/{id}` */
export const patchMessageSchema = z
  .object({
    content: messageTextSchema.optional(),
    parts: parts.optional(),
    metadata: storableObject.optional().describe('Replaces what was there'),
  })
  .refine((body) => body.content === undefined || body.parts === undefined, {
    path: ['content'],
    message: 'give content or parts, not both',
  })
  .refine((body) => Object.values(body).some((value) => value !== undefined), {
    message: 'give at least one field to change',
  })
export type PatchMessage = z.infer<typeof patchMessageSchema>

/** Tells messages apart that share an external id. */
export const messageQuerySchema = z.object({
  thread_id: externalId
    .optional()
    .describe('The thread, for an external id that several messages have'),
})
export type MessageQuery = z.infer<typeof messageQuerySchema>

/** What a message said before it was changed. */
export const messageVersionSchema = z.object({
  id: z.uuid(),
  message_id: z.uuid(),
  content: z.string(),
  parts: z.array(messagePartSchema),
  metadata: z.record(z.string(), z.json()),
  replaced_at: z.iso.datetime(),
})
export type MessageVersion = z.infer<typeof messageVersionSchema>

/** `GET /api/messages/{id}/versions`: the newest first. */
export const messageVersionListSchema = z.object({ data: z.array(messageVersionSchema) })

/** `PUT /api/messages/{id}/vote` */
export const voteSchema = z.object({ value: voteValueSchema })

/** The same in the words of seed 2. */
export const chatVoteSchema = z.object({
  chatId: externalId,
  messageId: externalId,
  isUpvoted: z.boolean(),
})

const chatMessage = z.object({
  id: externalId.optional(),
  role: z.literal('user'),
  parts: parts.optional(),
  content: messageTextSchema.optional(),
  metadata: storableObject.optional(),
  experimental_attachments: z
    .array(z.unknown())
    .max(0, { error: 'upload files with POST /api/files and name them in file parts' })
    .optional()
    .describe('Refused instead of ignored: files are parts of the message'),
})

const newestMessage = chatMessage.refine((message) => message.parts || message.content, {
  path: ['parts'],
  message: 'give parts or content',
})

const chatOptions = {
  model: z.string().min(1).max(200).optional(),
  selectedChatModel: z.string().min(1).max(200).optional(),
  agentId: noAgent,
  visibility: z.enum(['private', 'workspace', 'public']).optional(),
  selectedVisibilityType: z.enum(['private', 'workspace', 'public']).optional(),
  context: storableObject.optional(),
}

/** The message to answer again; without a `messageId` the AI SDK means the newest question that it sends. */
export function regeneratedId(body: {
  messageId?: string | null
  messages?: { role: string; id?: unknown }[]
}): string | null {
  if (body.messageId) return body.messageId
  const question = body.messages?.findLast(({ role }) => role === 'user')
  return externalId.safeParse(question?.id).data ?? null
}

/** The AI SDK's body of `POST /api/chat`: of `messages` only the newest user message is read. */
const aiSdkChat = z
  .object({
    id: externalId.nullish(),
    message: newestMessage.optional(),
    messages: z
      .array(z.looseObject({ role: z.string() }))
      .max(10_000)
      .optional(),
    trigger: z.enum(['submit-message', 'regenerate-message']).default('submit-message'),
    messageId: externalId
      .nullish()
      .describe(
        'To regenerate: the answer or its question. With a new message: the message of which it is another version',
      ),
    models: z
      .array(z.string().min(1).max(200))
      .min(2)
      .max(maxModels)
      .optional()
      .describe(
        'Instead of `model`: each answers, side by side. The first answer is streamed and names the others',
      ),
    ...chatOptions,
  })
  .refine((body) => !body.models || !(body.model || body.selectedChatModel), {
    path: ['models'],
    message: 'give model or models, not both',
  })
  .refine((body) => !body.models || body.trigger === 'submit-message', {
    path: ['models'],
    message: 'several models answer a new message only',
  })
  .refine(
    (body) => body.trigger === 'regenerate-message' || body.message || body.messages?.length,
    { path: ['message'], message: 'give message or messages' },
  )
  .refine((body) => body.trigger !== 'regenerate-message' || (body.id && regeneratedId(body)), {
    path: ['messageId'],
    message: 'regenerating needs the thread’s id and the messageId of the answer or the question',
  })

/** The body of seed 1: requires `threadId`; an id that is no UUID is an external thread id. */
const promptChat = z.object({
  prompt: z.object({ role: z.literal('user'), content: messageTextSchema, id: externalId }),
  threadId: externalId,
  responseId: externalId.optional(),
  model: z.string().min(1).max(200).optional(),
})

export const chatSchemas = { aiSdkChat, promptChat, newestMessage }
/** Either body of `POST /api/chat`. */
export const chatBodySchema = z.union([aiSdkChat, promptChat])
export type AiSdkChat = z.infer<typeof aiSdkChat>
export type PromptChat = z.infer<typeof promptChat>

/** `GET /api/threads/{id}/messages` */
export const listMessagesSchema = z
  .object({
    limit: z.coerce.number().int().min(1).max(200).default(20),
    before_sequence: z.coerce.number().int().min(0).max(2_147_483_647).optional(),
    after_sequence: z.coerce.number().int().min(0).max(2_147_483_647).optional(),
    branch: z
      .union([z.literal('active'), z.uuid()])
      .optional()
      .describe('`active`, or the id of a message: only the branch that ends there'),
  })
  .refine((query) => query.before_sequence === undefined || query.after_sequence === undefined, {
    path: ['after_sequence'],
    message: 'give before_sequence or after_sequence, not both',
  })
export type ListMessages = z.infer<typeof listMessagesSchema>

export const messagePageSchema = z.object({
  data: z.array(messageSchema),
  has_more: z.boolean(),
})
export type MessagePage = z.infer<typeof messagePageSchema>

/** The plain text of a message: its text parts, joined by empty lines. */
export function plainText(parts: readonly MessagePart[]): string {
  return parts
    .filter((part) => part.type === 'text')
    .map((part) => part.text)
    .join('\n\n')
}
