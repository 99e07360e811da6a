import type { StoredFile } from '@/lib/core/file/file'
import { fileUrl } from '@/lib/core/file/file-address'
import { isImageType } from '@/lib/core/file/file-types'
import type { Database } from '@/lib/server/services'

export type FileRow = NonNullable<Awaited<ReturnType<Database['prisma']['file']['findUnique']>>>

/** The file resource of the API. */
export const presentFile = (row: FileRow): StoredFile => ({
  id: row.id,
  name: row.name,
  media_type: row.mediaType as StoredFile['media_type'],
  size: row.size,
  width: row.width,
  height: row.height,
  url: fileUrl(row.id),
  thumbnail_url: isImageType(row.mediaType) ? `${fileUrl(row.id)}/thumbnail` : null,
  created_at: row.createdAt.toISOString(),
})
