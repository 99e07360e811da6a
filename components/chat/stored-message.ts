import { filesOf, type AttachedFile } from '@/components/attachments/attached-file'
import type {
  Message,
  MessageError,
  MessagePart,
  MessageStatus,
  VoteValue,
} from '@/lib/core/thread/message'

export type Fallback = { from: string; to: string; code: string; message: string }

/** What the timeline has to know of a stored message besides its body. */
export type StoredMessage = {
  id: string
  sequence: number
  role: Message['role']
  parentId: string | null
  /** The id that the page gave it when it sent it. */
  externalId: string | null
  status: MessageStatus
  /** Of an answer: the model that wrote it, or that was asked to. */
  model: string | null
  error: MessageError | null
  fallbacks: readonly Fallback[]
  omittedMessages: number
  /** Why the model stopped; null when nobody said, or it still writes. */
  finishReason: string | null
  /** All versions of the message, itself included; null when it is the only one. */
  siblings: readonly string[] | null
  /** What the answers have in common that several models gave side by side. */
  comparison: string | null
  vote: VoteValue | null
  /** Of a question; an answer's text comes as its body. */
  text: string
  files: readonly AttachedFile[]
  textLength: number
}

/** What the timeline has to know of a message of the API. */
export function toStoredMessage(message: Message): StoredMessage {
  const {
    fallbacks,
    omitted_messages: omitted,
    finish_reason: reason,
    comparison,
  } = message.metadata
  return {
    id: message.id,
    sequence: message.sequence_number,
    role: message.role,
    parentId: message.parent_id,
    externalId: message.external_id,
    status: message.status,
    model: message.model_used,
    error: message.error,
    fallbacks: Array.isArray(fallbacks) ? (fallbacks as Fallback[]) : [],
    finishReason: typeof reason === 'string' ? reason : null,
    omittedMessages: typeof omitted === 'number' ? omitted : 0,
    siblings: message.sibling_ids ?? null,
    comparison: typeof comparison === 'string' ? comparison : null,
    vote: message.vote,
    text: message.role === 'assistant' ? '' : message.content,
    files: message.role === 'user' ? filesOf(message.parts) : [],
    textLength: textLengthOf(message.parts),
  }
}

/** How much of an answer there is, to compare two states of it. */
export const textLengthOf = (parts: readonly MessagePart[]): number =>
  parts.reduce((sum, part) => sum + lengthOf(part), 0)

function lengthOf(part: MessagePart): number {
  if (part.type === 'step-start') return 0
  return 'text' in part ? part.text.length : 1
}

export const textOf = (parts: readonly MessagePart[]): string =>
  parts
    .filter((part) => part.type === 'text')
    .map((part) => part.text)
    .join('\n\n')

const endings: ReadonlySet<string> = new Set(['completed', 'stopped', 'failed', 'interrupted'])

export const hasEnded = (status: string): boolean => endings.has(status)
