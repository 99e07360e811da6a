import { randomUUID } from 'node:crypto'
import { mkdir, open, unlink, type FileHandle } from 'node:fs/promises'
import path from 'node:path'

import type { Env } from '@/lib/server/env'

/** What was sent, on the disk without a name: it is gone when it is closed, and when the process ends. */
export type Spooled = { handle: FileHandle; size: number }

/**
 * Takes the body of a request to the disk, piece by piece; the caller closes it. Throws what `tooLarge` makes when it has more
 * than `limit` bytes, before they are read if the request says so.
 */
export async function spoolBody(
  request: Pick<Request, 'headers' | 'body'>,
  { SKEIN_DATA_DIR }: Pick<Env, 'SKEIN_DATA_DIR'>,
  { limit, tooLarge }: { limit: number; tooLarge: () => Error },
): Promise<Spooled> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge()
  const handle = await openNameless(path.join(/* turbopackIgnore: true */ SKEIN_DATA_DIR, 'tmp'))
  try {
    let size = 0
    for await (const chunk of request.body ?? []) {
      size += chunk.length
      if (size > limit) throw tooLarge()
      await handle.writeFile(chunk)
    }
    return { handle, size }
  } catch (error) {
    await handle.close()
    throw error
  }
}

async function openNameless(folder: string): Promise<FileHandle> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, `spool-${randomUUID()}`)
  const handle = await open(file, 'wx+', 0o600)
  try {
    await unlink(file)
  } catch (error) {
    await handle.close()
    throw error
  }
  return handle
}
