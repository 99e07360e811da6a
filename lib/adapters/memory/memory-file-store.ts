import { requireFileKey } from '@/lib/adapters/files/require-file-key'
import type { FileStore } from '@/lib/core/ports'

/** Files that end with the process, for tests. */
export function createMemoryFileStore(): FileStore {
  const files = new Map<string, { bytes: Uint8Array; writtenAt: number }>()
  const bytesOf = (key: string) => files.get(requireFileKey(key))?.bytes ?? null
  return {
    async put(key, bytes) {
      requireFileKey(key)
      const chunks: Uint8Array[] = []
      for await (const chunk of bytes) chunks.push(chunk)
      files.set(key, { bytes: Buffer.concat(chunks), writtenAt: Date.now() })
    },
    read: async (key) => bytesOf(key),
    async open(key) {
      const bytes = bytesOf(key)
      return bytes && { size: bytes.length, stream: new Blob([new Uint8Array(bytes)]).stream() }
    },
    async remove(key) {
      files.delete(requireFileKey(key))
    },
    async *list() {
      for (const [key, { writtenAt }] of files) yield { key, writtenAt }
    },
  }
}
