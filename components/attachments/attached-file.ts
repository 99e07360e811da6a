import type { StoredFile } from '@/lib/core/file/file'
import { fileIdOf } from '@/lib/core/file/file-address'
import { isImageType } from '@/lib/core/file/file-types'
import type { MessagePart } from '@/lib/core/thread/message'

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

/** The files among the parts of a question that are attached here; any other address is left alone. */
export function filesOf(parts: readonly MessagePart[]): AttachedFile[] {
  return parts.flatMap((part) => {
    if (part.type !== 'file' || fileIdOf(part.url) === null) return []
    const facts: Record<string, unknown> = part.providerMetadata?.skein ?? {}
    return [
      {
        url: part.url,
        name: part.filename ?? '',
        mediaType: part.mediaType,
        size: numberOr(facts.size),
        width: numberOr(facts.width),
        height: numberOr(facts.height),
      },
    ]
  })
}

const numberOr = (value: unknown) => (typeof value === 'number' ? value : null)

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
