import type { AttachedFile } from '@/components/attachments/attached-file'
import { fileIdOf } from '@/lib/core/file/file-address'
import type { MessagePart } from '@/lib/core/thread/message'

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
