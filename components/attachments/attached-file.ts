import type { StoredFile } from '@/lib/core/file/file'
import { isImageType } from '@/lib/core/file/file-types'

/** What the page has to know of a file that a message carries. */
export type AttachedFile = {
  url: string
  name: string
  mediaType: string
  size: number | null
  width: number | null
  height: number | null
}

export const toAttachedFile = (file: StoredFile): AttachedFile => {
  const { url, name, media_type: mediaType, size, width, height } = file
  return { url, name, mediaType, size, width, height }
}

/** The parts of a message that somebody sends. */
export const toParts = (text: string, files: readonly AttachedFile[]) => [
  ...(text.trim() === '' ? [] : [{ type: 'text' as const, text }]),
  ...files.map(({ url, name, mediaType }) => ({
    type: 'file' as const,
    url,
    mediaType,
    filename: name,
  })),
]

export const isImage = ({ mediaType }: { mediaType: string }): boolean => isImageType(mediaType)
