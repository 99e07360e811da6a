import { sharePath, type Share, type ShareSettings } from '@/lib/core/thread/share'
import type { Database } from '@/lib/server/services'

export type ShareLinkRow = NonNullable<
  Awaited<ReturnType<Database['prisma']['shareLink']['findUnique']>>
>

/** What a link shows. */
export const settingsOf = (
  row: Pick<ShareLinkRow, 'showsSystemPrompt' | 'showsReasoning' | 'showsContext'>,
): ShareSettings => ({
  shows_system_prompt: row.showsSystemPrompt,
  shows_reasoning: row.showsReasoning,
  shows_context: row.showsContext,
})

/** The share resource of the API. */
export const presentShare = (row: ShareLinkRow): Share => ({
  token: row.token,
  url: sharePath(row.token),
  ...settingsOf(row),
  created_at: row.createdAt.toISOString(),
})
