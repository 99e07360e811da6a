import type { Metadata } from 'sharp'

import { SkeinError } from '@/lib/core/errors'
import type { FileType } from '@/lib/core/file/file-types'

export type RedrawnImage = {
  mediaType: FileType
  width: number
  height: number
  data: Buffer
  thumbnail: Buffer
}

/** Of all frames together; decoded it takes four bytes for each. */
const mostPixels = 64_000_000
const longestEdge = 4096
const thumbnailEdge = 512

let last: Promise<unknown> = Promise.resolve()

/**
 * Decodes an image and encodes it again in its own format, upright and without what a camera or a program wrote into it, with
 * a small picture of it. One at a time, so that several uploads do not need the memory of several images. Throws
 * `invalid_file`.
 */
export function redrawImage(source: Buffer): Promise<RedrawnImage> {
  const drawn = last.then(() => redraw(source))
  last = drawn.catch(() => undefined)
  return drawn
}

async function redraw(source: Buffer): Promise<RedrawnImage> {
  const { default: sharp } = await import('sharp')
  const options = { limitInputPixels: mostPixels, failOn: 'error' } as const
  try {
    const metadata = await sharp(source, options).metadata()
    const { pages = 1, format } = metadata
    const { mediaType } = formatOf(metadata)
    if (metadata.width * (metadata.pageHeight ?? metadata.height) * pages > mostPixels) {
      throw tooManyPixels()
    }
    const isAnimated = pages > 1
    const image = sharp(source, { ...options, animated: isAnimated }).timeout({ seconds: 30 })
    const upright = isAnimated ? image : image.autoOrient()
    const { data, info } = await upright
      .resize({ width: longestEdge, height: longestEdge, fit: 'inside', withoutEnlargement: true })
      .toFormat(format as 'png', { quality: 90 })
      .toBuffer({ resolveWithObject: true })
    const thumbnail = await sharp(data, options)
      .resize({
        width: thumbnailEdge,
        height: thumbnailEdge,
        fit: 'inside',
        withoutEnlargement: true,
      })
      .webp({ quality: 75 })
      .toBuffer()
    return { mediaType, width: info.width, height: info.pageHeight ?? info.height, data, thumbnail }
  } catch (error) {
    if (error instanceof SkeinError) throw error
    if (error instanceof Error && /pixel limit/i.test(error.message)) throw tooManyPixels()
    throw new SkeinError('invalid_file', 'The image cannot be read. It may be damaged.', {
      cause: error,
    })
  }
}

const mediaTypes: Record<string, FileType> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
}

function formatOf({ format }: Metadata): { mediaType: FileType } {
  const mediaType = mediaTypes[format ?? '']
  if (!mediaType) throw new SkeinError('invalid_file', 'The image cannot be read.')
  return { mediaType }
}

const tooManyPixels = () =>
  new SkeinError(
    'invalid_file',
    `The image has more than ${mostPixels / 1e6} million pixels, all its frames counted.`,
  )
