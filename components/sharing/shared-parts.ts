import type { MessagePart } from '@/lib/core/thread/message'
import type { SharedPart } from '@/lib/core/thread/share'

/** Shared parts in the shape that answers are rendered from; the ids that they lack are read by nobody. */
export const toMessageParts = (parts: readonly SharedPart[]): MessagePart[] =>
  parts.map((part) => ({ toolCallId: '', sourceId: '', ...part }) as unknown as MessagePart)
