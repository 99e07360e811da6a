import type { Prompt } from '@/lib/core/prompt/prompt'
import type { Database } from '@/lib/server/services'

export type PromptRow = NonNullable<Awaited<ReturnType<Database['prisma']['prompt']['findUnique']>>>

/** The prompt resource of the API, as one who asks sees it. */
export const presentPrompt = (row: PromptRow, { userId }: { userId: string }): Prompt => ({
  id: row.id,
  name: row.name,
  text: row.text,
  shared: row.shared,
  is_own: row.userId === userId,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
})
