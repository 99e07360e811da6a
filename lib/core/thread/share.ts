import { z } from 'zod'

import {
  messageSchema,
  messageStatusSchema,
  plainText,
  type Message,
  type MessagePart,
} from '@/lib/core/thread/message'
import { isDataPicture, webAddress } from '@/lib/core/thread/outside-address'
import { threadSchema } from '@/lib/core/thread/thread'

/** What a link shows besides questions and answers. */
export const shareSettingsSchema = z.strictObject({
  shows_system_prompt: z.boolean(),
  shows_reasoning: z.boolean().describe('What the models thought before they answered'),
  shows_context: z
    .boolean()
    .describe('Summaries, documents, and the calls of tools with what went in and came out'),
})
export type ShareSettings = z.infer<typeof shareSettingsSchema>

/** What a link shows unless its owner chooses more: nothing besides questions and answers. */
export const defaultShareSettings: ShareSettings = {
  shows_system_prompt: false,
  shows_reasoning: false,
  shows_context: false,
}

/** `PUT /api/threads/{id}/share`: what is not named stays as it is. */
export const putShareSchema = shareSettingsSchema.partial()
export type PutShare = z.infer<typeof putShareSchema>

export const sharePath = (token: string) => `/shared/${token}`

/** `GET /api/threads/{id}/share` */
export const shareSchema = shareSettingsSchema.extend({
  token: z.string().describe('For `GET /api/shared/{token}`'),
  url: z.string().describe('Where people read the thread, on this server'),
  created_at: z.iso.datetime(),
})
export type Share = z.infer<typeof shareSchema>

const text = z.strictObject({ type: z.literal('text'), text: z.string() })
const reasoning = z.strictObject({ type: z.literal('reasoning'), text: z.string() })
const picture = z.strictObject({
  type: z.literal('file'),
  mediaType: z.string(),
  filename: z.string().optional(),
  url: z.string().describe('A picture that is in the answer itself'),
})
const source = z.strictObject({
  type: z.literal('source-url'),
  url: z.string(),
  title: z.string().optional(),
})
const document = z.strictObject({
  type: z.literal('source-document'),
  title: z.string(),
  mediaType: z.string(),
})
const tool = z.strictObject({
  type: z.literal('dynamic-tool'),
  toolName: z.string(),
  state: z.enum(['input-streaming', 'input-available', 'output-available', 'output-error']),
  input: z.unknown(),
  output: z.unknown(),
})

export const sharedPartSchema = z.discriminatedUnion('type', [
  text,
  reasoning,
  picture,
  source,
  document,
  tool,
])
export type SharedPart = z.infer<typeof sharedPartSchema>

/** A message as strangers may see it. What is not named here is never shown. */
export const sharedMessageSchema = z.strictObject({
  id: messageSchema.shape.id,
  role: z.enum(['user', 'assistant']),
  content: messageSchema.shape.content,
  parts: z.array(sharedPartSchema),
  hidden_files: z.number().int().describe('How many files are with it that a link never shows'),
  model_used: messageSchema.shape.model_used,
  status: messageStatusSchema,
  created_at: messageSchema.shape.created_at,
})
export type SharedMessage = z.infer<typeof sharedMessageSchema>

/** A summary, which stood for older messages when later ones were sent. */
export const sharedSummarySchema = z.strictObject({
  last_message_id: z.uuid().describe('The message after which it was written'),
  total_message_count: z.number().int().describe('How many messages it stands for'),
  content: z.string(),
})
export type SharedSummary = z.infer<typeof sharedSummarySchema>

/** `GET /api/shared/{token}`: a page of the active branch, oldest first. */
export const sharedThreadSchema = z.strictObject({
  title: threadSchema.shape.title,
  system_prompt: threadSchema.shape.system_prompt.describe('Null unless the link shows it'),
  messages: z.array(sharedMessageSchema),
  summaries: z.array(sharedSummarySchema).describe('Empty unless the link shows the context'),
  next_before_sequence: z
    .number()
    .int()
    .nullable()
    .describe('`before_sequence` of the page with older messages; null: there are none'),
})
export type SharedThread = z.infer<typeof sharedThreadSchema>

const greatestInteger = 2_147_483_647

export const readSharedSchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before_sequence: z.coerce.number().int().min(0).max(greatestInteger).optional(),
})
export type ReadShared = z.infer<typeof readSharedSchema>

/** The messages as strangers may see them: each field and each kind of part is chosen, what is unknown is left out. */
export function shareMessages(
  messages: readonly Message[],
  settings: ShareSettings,
): SharedMessage[] {
  return messages.flatMap((message) => {
    const { id, role, model_used, status, created_at } = message
    if (role === 'system') return []
    const parts = message.parts.flatMap((part) => sharePart(part, role, settings))
    const content = plainText(message.parts)
    const hidden_files = role === 'user' ? message.parts.filter(isFile).length : 0
    return [{ id, role, content, parts, hidden_files, model_used, status, created_at }]
  })
}

const isFile = ({ type }: MessagePart) => type === 'file'

function sharePart(
  part: MessagePart,
  role: 'user' | 'assistant',
  { shows_reasoning, shows_context }: ShareSettings,
): SharedPart[] {
  // Whatever a person attached is theirs.
  if (role === 'user' && part.type !== 'text') return []
  switch (part.type) {
    case 'text':
      return [{ type: 'text', text: part.text }]
    case 'reasoning':
      return shows_reasoning ? [{ type: 'reasoning', text: part.text }] : []
    case 'file':
      // An address elsewhere may be one that only its owner should have.
      if (!isDataPicture(part.url ?? '')) return []
      return [{ type: 'file', mediaType: part.mediaType, filename: part.filename, url: part.url }]
    case 'source-url':
      if (!webAddress(part.url ?? '')) return []
      return [{ type: 'source-url', url: part.url, title: part.title }]
    case 'source-document':
      if (!shows_context) return []
      return [{ type: 'source-document', title: part.title, mediaType: part.mediaType }]
    case 'dynamic-tool':
      return shows_context ? shareTool(part) : []
    default:
      return []
  }
}

function shareTool(call: Extract<MessagePart, { type: 'dynamic-tool' }>): SharedPart[] {
  const state = tool.shape.state.safeParse(call.state)
  if (!state.success) return []
  const { toolName, input, output } = call
  return [{ type: 'dynamic-tool', toolName, state: state.data, input, output }]
}
