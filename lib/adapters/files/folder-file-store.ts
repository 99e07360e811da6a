import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, opendir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'

import { requireFileKey } from '@/lib/adapters/files/require-file-key'
import type { FileStore } from '@/lib/core/ports'

/** Files in a folder, in 256 folders below it by the end of their id. */
export function createFolderFileStore(root: string): FileStore {
  const pathOf = (key: string) =>
    path.join(/* turbopackIgnore: true */ root, requireFileKey(key).slice(34, 36), key)

  return {
    async put(key, bytes) {
      const target = pathOf(key)
      // What a process leaves behind that dies meanwhile is a key that nobody knows, and is removed as such.
      const temporary = pathOf(`${randomUUID()}.part`)
      for (const file of [target, temporary]) {
        await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
      }
      try {
        const handle = await open(temporary, 'wx', 0o600)
        try {
          for await (const chunk of bytes) await handle.writeFile(chunk)
          await handle.sync()
        } finally {
          await handle.close()
        }
        await rename(temporary, target)
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
    },
    read: (key) => readFile(pathOf(key)).catch(nullIfMissing),
    async open(key) {
      const file = pathOf(key)
      const facts = await stat(file).catch(nullIfMissing)
      if (!facts) return null
      const stream = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>
      return { size: facts.size, stream }
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    async *list() {
      for await (const file of filesBelow(root)) {
        const facts = await stat(file).catch(nullIfMissing)
        if (facts) yield { key: path.basename(file), writtenAt: facts.mtimeMs }
      }
    },
  }
}

async function* filesBelow(root: string): AsyncGenerator<string> {
  const folder = await opendir(root).catch(nullIfMissing)
  if (!folder) return
  for await (const entry of folder) {
    const below = path.join(root, entry.name)
    if (entry.isDirectory()) yield* filesBelow(below)
    else yield below
  }
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
