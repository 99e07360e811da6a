import { check } from '@/lib/core/check'
import { chatSchemas, plainText, regeneratedId, type MessagePart } from '@/lib/core/thread/message'

export type NewMessage = {
  parts: MessagePart[]
  externalId: string | null
  metadata: Record<string, unknown>
}

/** After a message (null: before all), or as another version of one. */
export type MessagePlace = { parentId: string | null } | { replaces: string }

/** What a client asks for when it wants an answer, whichever shape it sent. */
export type TurnRequest = {
  /** Null: a new thread. An id that is no UUID is an external thread id. */
  threadId: string | null
  /** Whether a thread that does not exist is made. */
  createsThread: boolean
  /** The new message, or the id of the message to answer again. */
  question: NewMessage | { regenerates: string }
  /** What the client wants to call the answer. */
  answerExternalId: string | null
  /** Overrides the thread's active model for this turn. */
  model: string | null
  /** More models that are asked the same at the same time. */
  others?: readonly string[]
  /** Where the new message goes instead of to the end of the active branch. */
  place?: MessagePlace
  visibility: 'private' | 'workspace' | 'public'
  /** Makes the request unique in its thread; null when the client gave nothing to tell a repetition by. */
  key: string | null
  /** What the server calls the HTTP request in its log. */
  requestId?: string
}

/**
 * Reads the body of `POST /api/chat`: the AI SDK's shape (camelCase, `message` or the newest of `messages`), or the shape
 * `{ prompt, threadId, responseId }`. Throws `validation_failed` with the fields.
 */
export function parseChatBody(body: unknown, idempotencyKey: string | null): TurnRequest {
  if (typeof body === 'object' && body !== null && 'prompt' in body) {
    const { prompt, threadId, responseId, model } = check(chatSchemas.promptChat, body)
    return {
      threadId,
      createsThread: true,
      question: { parts: [textPart(prompt.content)], externalId: prompt.id, metadata: {} },
      answerExternalId: responseId ?? null,
      model: model ?? null,
      visibility: 'private',
      key: idempotencyKey ?? prompt.id,
    }
  }
  const chat = check(chatSchemas.aiSdkChat, body)
  const [first, ...others] = chat.models ?? []
  const request = {
    threadId: chat.id ?? null,
    createsThread: true,
    answerExternalId: null,
    model: first ?? chat.model ?? chat.selectedChatModel ?? null,
    ...(others.length > 0 ? { others } : {}),
    visibility: chat.visibility ?? chat.selectedVisibilityType ?? 'private',
  }
  if (chat.trigger === 'regenerate-message') {
    return {
      ...request,
      createsThread: false,
      question: { regenerates: regeneratedId(chat) as string },
      key: idempotencyKey,
    }
  }
  const newest = chat.message ?? chat.messages?.findLast(({ role }) => role === 'user')
  const message = check(chatSchemas.newestMessage, newest, chat.message ? 'message' : 'messages')
  const metadata = { ...message.metadata, ...(chat.context ? { context: chat.context } : {}) }
  const names = chat.messageId ?? null
  // The AI SDK sends an edited message under the id that it had: that tells no repetition. It names an answer to send what
  // its tools gave.
  const newId = message.id === names ? null : (message.id ?? null)
  const replaces = chat.message || message.id === names ? names : null
  return {
    ...request,
    ...(replaces === null ? {} : { place: { replaces } }),
    createsThread: replaces === null,
    question: {
      parts: message.parts ?? [textPart(message.content as string)],
      externalId: message.id ?? null,
      metadata,
    },
    key: idempotencyKey ?? newId,
  }
}

export const textPart = (text: string): MessagePart => ({ type: 'text', text })

/** Whether a stored question says the same as the one that a repeated request carries. */
export const saysTheSame = (content: string, message: NewMessage): boolean =>
  content === plainText(message.parts)
