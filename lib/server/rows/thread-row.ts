import type { Thread } from '@/lib/core/thread/thread'
import type { Database } from '@/lib/server/services'

export type ThreadRow = NonNullable<Awaited<ReturnType<Database['prisma']['thread']['findUnique']>>>

/** The thread resource of the API. */
export const presentThread = (row: ThreadRow): Thread => ({
  id: row.id,
  user_id: row.userId,
  external_id: row.externalId,
  title: row.title,
  system_prompt: row.systemPrompt,
  model: row.model,
  active_model: row.model,
  current_model: row.model,
  agent_id: row.agentId,
  visibility: row.visibility,
  pinned: row.pinned,
  archived: row.archived,
  folder_id: row.folderId,
  message_count: row.lastSequence,
  active_leaf_id: row.activeLeafId,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
  last_activity_at: row.lastActivityAt.toISOString(),
})
