import type { Actor } from '@/lib/core/access/actor'
import { SkeinError } from '@/lib/core/errors'
import { fileIdOf } from '@/lib/core/file/file-address'
import type { MessagePart } from '@/lib/core/thread/message'
import type { Services } from '@/lib/server/services'

/**
 * The parts of a message that somebody sends, with the facts of the files in them as they are stored. Throws `file_not_found`
 * for a file that is not the sender's own.
 */
export async function resolveFiles(
  { prisma }: Services,
  { userId, workspaceId }: Actor,
  parts: readonly MessagePart[],
): Promise<MessagePart[]> {
  const ids = parts.flatMap((part) => (part.type === 'file' ? (fileIdOf(part.url) ?? []) : []))
  if (ids.length === 0) return [...parts]
  const files = await prisma.file.findMany({ where: { id: { in: ids }, userId, workspaceId } })
  return parts.map((part) => {
    if (part.type !== 'file') return part
    const id = fileIdOf(part.url)
    const file = files.find((one) => one.id === id)
    if (!file) throw goneFile(part.filename ?? id ?? '')
    const { name: filename, mediaType, size, width, height } = file
    const facts = { size, width, height }
    return { type: 'file', url: part.url, mediaType, filename, providerMetadata: { skein: facts } }
  })
}

const goneFile = (name: string) =>
  new SkeinError(
    'file_not_found',
    `The file “${name}” is gone: what is sent with no message is removed after a day. Attach it again.`,
  )
