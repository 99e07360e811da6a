import { isImageType } from '@/lib/core/file/file-types'
import { contentDisposition } from '@/lib/core/transfer/file-name'
import { noFile } from '@/lib/server/commands/require-file'
import { thumbnailKey } from '@/lib/server/files/thumbnail-key'
import type { FileRow } from '@/lib/server/rows/file-row'
import type { Services } from '@/lib/server/services'

/**
 * A file, or the small picture of it, as a response. A browser shows images only, and asks each time whether it may still have
 * its copy. Throws `file_not_found`.
 */
export async function storedFileResponse(
  { files }: Pick<Services, 'files'>,
  file: FileRow,
  { asked, isThumbnail }: { asked: Headers; isThumbnail: boolean },
): Promise<Response> {
  const { id, name, sha256, mediaType } = file
  const isImage = isImageType(mediaType)
  if (isThumbnail && !isImage) throw noFile(id)
  const etag = `"${sha256}${isThumbnail ? '-small' : ''}"`
  const headers = { etag, 'cache-control': 'private, no-cache' }
  if (asked.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  const stored = await files.open(isThumbnail ? thumbnailKey(id) : id)
  if (!stored) throw noFile(id)
  const attachment = contentDisposition(name)
  return new Response(stored.stream, {
    headers: {
      ...headers,
      'content-type': isThumbnail ? 'image/webp' : mediaType,
      'content-length': String(stored.size),
      'content-disposition': isImage ? attachment.replace(/^attachment/, 'inline') : attachment,
      'x-content-type-options': 'nosniff',
    },
  })
}
