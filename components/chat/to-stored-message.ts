import { filesOf } from '@/components/attachments/files-of'
import { textLengthOf, type Fallback, type StoredMessage } from '@/components/chat/stored-message'
import type { Message } from '@/lib/core/thread/message'

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
    updatedAt: message.updated_at,
  }
}
