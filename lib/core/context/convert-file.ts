import type { FilePart } from 'ai'
import { z } from 'zod'

import type { Conversion, SentFile } from '@/lib/core/context/context'
import { fileTokens } from '@/lib/core/context/file-tokens'
import type { Model } from '@/lib/core/models/model'

/** `text` names a file that is sent as it is, and else goes in its place. */
export type ConvertedFile =
  | { text: string; native: FilePart; file: SentFile; tokens: number }
  | { text: string; what: Extract<Conversion['what'], 'image' | 'file'> }

/** What the models that take images take, whoever serves them; the same for files. */
const nativeImages = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])
const nativeFiles = new Set(['application/pdf'])

/** Whether a model gets the content of such a file: as it is, or, of a text, word by word. */
export const takesFile = (
  mediaType: string,
  abilities: Pick<Model['abilities'], 'images' | 'files'>,
): boolean => mediaType === 'text/plain' || takesNative(mediaType, abilities)

const takesNative = (
  mediaType: string,
  abilities: Pick<Model['abilities'], 'images' | 'files'>,
): boolean =>
  (abilities.images && nativeImages.has(mediaType)) ||
  (abilities.files && nativeFiles.has(mediaType))

/**
 * A file part of a stored message as a model can take it, else the text that stands for it. Only what is in the part itself
 * travels: a provider's library would fetch any other address from this server. Never throws.
 */
export function convertFile(
  part: Record<string, unknown>,
  abilities: Pick<Model['abilities'], 'images' | 'files'>,
): ConvertedFile {
  const mediaType = typeof part.mediaType === 'string' ? part.mediaType.toLowerCase() : ''
  const filename = typeof part.filename === 'string' && part.filename ? part.filename : undefined
  const url = typeof part.url === 'string' ? part.url : ''
  const label = filename ?? (mediaType || 'of unknown type')
  const isImage = mediaType.startsWith('image/')
  const text = `[${isImage ? 'Image' : 'File'}: ${label}]`

  if (takesNative(mediaType, abilities) && isBase64Url(url)) {
    const native = {
      type: 'file' as const,
      mediaType,
      data: { type: 'url' as const, url: new URL(url) },
      ...(filename === undefined ? {} : { filename }),
    }
    const { id, width, height } = factsOf(part)
    const tokens = fileTokens({ mediaType, width, height })
    return { text, native, file: { id, media_type: mediaType }, tokens }
  }
  if (isImage) return { text, what: 'image' }
  const content = mediaType.startsWith('text/') ? contentOf(url) : null
  return { text: content === null ? text : `${text}\n${content}`, what: 'file' }
}

const factsSchema = z.object({
  providerMetadata: z.object({
    skein: z.object({
      id: z.uuid(),
      width: z.number().positive().nullable(),
      height: z.number().positive().nullable(),
    }),
  }),
})

/** What is known of a file that is stored. */
function factsOf(part: Record<string, unknown>) {
  const { data } = factsSchema.safeParse(part)
  return data?.providerMetadata.skein ?? { id: null, width: null, height: null }
}

/** One loop over one class only: a nested one overflows the stack of the matcher on a few megabytes. */
const isBase64Url = (url: string) =>
  /^data:[\w.+-]+\/[\w.+-]+;base64,[A-Za-z0-9+/]+={0,2}$/.test(url) &&
  (url.length - url.indexOf(',') - 1) % 4 === 0

function contentOf(url: string): string | null {
  const comma = url.indexOf(',')
  if (!url.startsWith('data:') || comma < 0) return null
  const content = url.slice(comma + 1)
  try {
    if (!url.slice(0, comma).endsWith(';base64')) return decodeURIComponent(content)
    const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Whoever stored it broke it; the file's name still says that there was one.
    return null
  }
}
