import type { AttachedFile } from '@/components/attachments/attached-file'
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
  /** When it was last changed. */
  updatedAt: string
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
