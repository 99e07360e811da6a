import type { Folder } from '@/lib/core/thread/folder'
import type { Database } from '@/lib/server/services'

type FolderRow = NonNullable<Awaited<ReturnType<Database['prisma']['folder']['findUnique']>>>

/** The folder resource of the API. */
export const presentFolder = (row: FolderRow): Folder => ({
  id: row.id,
  name: row.name,
  position: row.position,
  created_at: row.createdAt.toISOString(),
})
