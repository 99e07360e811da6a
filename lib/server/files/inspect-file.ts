import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'

import { fileTypeFromBuffer } from 'file-type'

import { SkeinError } from '@/lib/core/errors'
import { isImageType, maxTextFileBytes, type FileType } from '@/lib/core/file/file-types'
import { redrawImage } from '@/lib/server/files/redraw-image'
import type { Spooled } from '@/lib/server/http/spool-body'

/** A file as it is to be kept. */
export type InspectedFile = {
  mediaType: FileType
  size: number
  sha256: string
  width: number | null
  height: number | null
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
  thumbnail: Uint8Array | null
}

const headBytes = 8192

/**
 * Finds out from its content what a file is, and draws an image anew. Throws `unsupported_file` for what cannot be attached,
 * `invalid_file` for one that is broken or of too many pixels, `file_too_large` for a long text.
 */
export async function inspectFile({ handle, size }: Spooled): Promise<InspectedFile> {
  if (size === 0) throw new SkeinError('invalid_file', 'The file is empty.')
  const head = new Uint8Array(Math.min(headBytes, size))
  await handle.read(head, 0, head.length, 0)
  const type = await fileTypeFromBuffer(head)
  if (type && isImageType(type.mime)) {
    const image = await redrawImage(await readAll(handle, size))
    const { data } = image
    return { ...image, size: data.length, sha256: hashOf([data]), bytes: [data] }
  }
  if (type?.mime === 'application/pdf') {
    return { ...plain, mediaType: 'application/pdf', size, ...(await wholeOf(handle)) }
  }
  // By its first bytes a text may look like something else.
  if (type && !isText(head, { stream: true })) throw unsupported()
  if (size > maxTextFileBytes) {
    if (!isText(head, { stream: true })) throw unsupported()
    throw new SkeinError(
      'file_too_large',
      `A text may have at most ${maxTextFileBytes.toLocaleString('en-US')} bytes. Send a part of it.`,
    )
  }
  const text = await readAll(handle, size)
  if (!isText(text)) throw unsupported()
  return { ...plain, mediaType: 'text/plain', size, sha256: hashOf([text]), bytes: [text] }
}

const plain = { width: null, height: null, thumbnail: null }

const controls = /[\0-\x08\x0E-\x1A\x1C-\x1F]/

function isText(bytes: Uint8Array, options?: { stream: boolean }): boolean {
  try {
    return !controls.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes, options))
  } catch {
    // That is how a decoder says that it is none.
    return false
  }
}

async function readAll(handle: FileHandle, size: number): Promise<Buffer> {
  const bytes = Buffer.alloc(size)
  for (let at = 0; at < size;) {
    const { bytesRead } = await handle.read(bytes, at, size - at, at)
    if (bytesRead === 0) break
    at += bytesRead
  }
  return bytes
}

async function wholeOf(handle: FileHandle) {
  const chunks = () =>
    handle.createReadStream({ start: 0, autoClose: false }) as AsyncIterable<Uint8Array>
  const hash = createHash('sha256')
  for await (const chunk of chunks()) hash.update(chunk)
  return { sha256: hash.digest('hex'), bytes: chunks() }
}

function hashOf(chunks: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const chunk of chunks) hash.update(chunk)
  return hash.digest('hex')
}

const unsupported = () =>
  new SkeinError(
    'unsupported_file',
    'Only images (PNG, JPEG, WebP, GIF), PDF and text files can be attached.',
  )
