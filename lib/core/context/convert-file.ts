import type { FilePart } from 'ai'

import type { Conversion } from '@/lib/core/context/context'
import type { Model } from '@/lib/core/models/model'

export type ConvertedFile =
  { native: FilePart } | { text: string; what: Extract<Conversion['what'], 'image' | 'file'> }

/** What the models that take images take, whoever serves them; the same for files. */
const nativeImages = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])
const nativeFiles = new Set(['application/pdf'])

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

  const isNative =
    (abilities.images && nativeImages.has(mediaType)) ||
    (abilities.files && nativeFiles.has(mediaType))
  if (isNative && isBase64Url(url)) {
    const file = {
      type: 'file' as const,
      mediaType,
      data: { type: 'url' as const, url: new URL(url) },
    }
    return { native: filename === undefined ? file : { ...file, filename } }
  }
  if (mediaType.startsWith('image/')) return { text: `[Image: ${label}]`, what: 'image' }
  const content = mediaType.startsWith('text/') ? contentOf(url) : null
  const text = content === null ? `[File: ${label}]` : `[File: ${label}]\n${content}`
  return { text, what: 'file' }
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
