import { SkeinError } from '@/lib/core/errors'
import type { Env } from '@/lib/server/env'
import { spoolBody, type Spooled } from '@/lib/server/http/spool-body'

export type Upload = Spooled

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
  const upload = await spoolBody(request, env, { limit, tooLarge: () => importTooLarge(limit) })
  if (upload.size > 0) return upload
  await upload.handle.close()
  throw new SkeinError('invalid_import', 'The file is empty.')
}

export const importTooLarge = (limit: number) =>
  new SkeinError(
    'import_too_large',
    `The file has more than ${limit} bytes (MAX_IMPORT_BYTES), packed or unpacked.`,
  )
