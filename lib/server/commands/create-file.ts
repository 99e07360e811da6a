import { v7 } from 'uuid'

import type { Actor } from '@/lib/core/access/actor'
import { SkeinError } from '@/lib/core/errors'
import type { StoredFile } from '@/lib/core/file/file'
import { inspectFile } from '@/lib/server/files/inspect-file'
import { thumbnailKey } from '@/lib/server/files/thumbnail-key'
import { spoolBody } from '@/lib/server/http/spool-body'
import { presentFile } from '@/lib/server/rows/file-row'
import type { Services } from '@/lib/server/services'

/** Keeps a file that is to be attached. Throws `file_too_large`, `unsupported_file`, `invalid_file`. */
export async function createFile(
  services: Services,
  actor: Actor,
  { name, request }: { name: string; request: Pick<Request, 'headers' | 'body'> },
): Promise<StoredFile> {
  const { env, files, prisma, clock } = services
  const limit = env.MAX_FILE_BYTES
  const spooled = await spoolBody(request, env, { limit, tooLarge: () => tooLarge(limit) })
  try {
    const { bytes, thumbnail, mediaType, size, sha256, width, height } = await inspectFile(spooled)
    const id = v7()
    if (thumbnail) await files.put(thumbnailKey(id), [thumbnail])
    await files.put(id, bytes)
    const { userId, workspaceId } = actor
    const facts = { name, mediaType, size, sha256, width, height }
    const createdAt = new Date(clock.now())
    return presentFile(
      await prisma.file.create({ data: { id, userId, workspaceId, ...facts, createdAt } }),
    )
  } finally {
    await spooled.handle.close()
  }
}

const tooLarge = (limit: number) =>
  new SkeinError('file_too_large', `The file has more than ${limit} bytes (MAX_FILE_BYTES).`)
