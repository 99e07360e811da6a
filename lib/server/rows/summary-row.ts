import type { Summary } from '@/lib/core/summary/summary'
import type { Database } from '@/lib/server/services'

export type SummaryRow = NonNullable<
  Awaited<ReturnType<Database['prisma']['summary']['findUnique']>>
>

/** The summary resource of the API. `inForceId` is the summary that is sent on the active branch. */
export const presentSummary = (row: SummaryRow, inForceId: string | null): Summary => ({
  id: row.id,
  thread_id: row.threadId,
  predecessor_id: row.predecessorId,
  first_message_id: row.firstMessageId,
  last_message_id: row.lastMessageId,
  first_position: row.firstDepth,
  last_position: row.lastDepth,
  message_count: row.messageCount,
  total_message_count: row.totalMessageCount,
  content: row.content,
  original_content: row.originalContent,
  model: row.model,
  prompt_version: row.promptVersion,
  trigger: row.trigger,
  tokens_before: row.tokensBefore,
  tokens_after: row.tokensAfter,
  usage: row.usage as Summary['usage'],
  cost: row.cost === null ? null : Number(row.cost),
  in_force: row.id === inForceId,
  created_at: row.createdAt.toISOString(),
  edited_at: row.editedAt?.toISOString() ?? null,
})
