import { randomUUID } from 'node:crypto'
import { mkdir, open, unlink, type FileHandle } from 'node:fs/promises'
import path from 'node:path'

import { SkeinError } from '@/lib/core/errors'
import type { Env } from '@/lib/server/env'

/** A file that was sent, on the disk without a name: it is gone when it is closed, and when the process ends. */
export type Upload = { handle: FileHandle; size: number }

const mediaTypes = new Set([
  'application/json',
  'application/zip',
  'application/x-zip-compressed',
  'application/octet-stream',
])

/**
 * Takes the body of a request to the disk, piece by piece; the caller closes it. Throws `unsupported_media_type`,
 * `import_too_large`, `invalid_import` for an empty one.
 */
export async function receiveUpload(
  request: Pick<Request, 'headers' | 'body'>,
  env: Pick<Env, 'SKEIN_DATA_DIR' | 'MAX_IMPORT_BYTES'>,
): Promise<Upload> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!mediaTypes.has(type)) {
    throw new SkeinError(
      'unsupported_media_type',
      'Send the file itself as the body, as application/json, application/zip or application/octet-stream.',
    )
  }
  const limit = env.MAX_IMPORT_BYTES
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw importTooLarge(limit)
  const handle = await openNameless(path.join(env.SKEIN_DATA_DIR, 'tmp'))
  try {
    let size = 0
    for await (const chunk of request.body ?? []) {
      size += chunk.length
      if (size > limit) throw importTooLarge(limit)
      await handle.writeFile(chunk)
    }
    if (size === 0) throw new SkeinError('invalid_import', 'The file is empty.')
    return { handle, size }
  } catch (error) {
    await handle.close()
    throw error
  }
}

export const importTooLarge = (limit: number) =>
  new SkeinError(
    'import_too_large',
    `The file has more than ${limit} bytes (MAX_IMPORT_BYTES), packed or unpacked.`,
  )

async function openNameless(folder: string): Promise<FileHandle> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, `import-${randomUUID()}`)
  const handle = await open(file, 'wx+', 0o600)
  try {
    await unlink(file)
  } catch (error) {
    await handle.close()
    throw error
  }
  return handle
}
