import { removeBytes } from '@/lib/server/files/remove-bytes'
import type { Services } from '@/lib/server/services'

const dayMs = 86_400_000
const hourMs = 3_600_000
const batch = 200

/**
 * Removes the files that no message carries (any more) a day after their upload, and what is stored that no row knows: of
 * accounts that were deleted, of uploads that a process did not survive.
 */
export async function removeFiles(
  services: Services,
  _data: unknown,
  signal: AbortSignal,
): Promise<void> {
  const { prisma, clock, log } = services
  const before = new Date(clock.now() - dayMs)
  for (let count = batch; count === batch && !signal.aborted;) {
    const removed = await prisma.$queryRaw<{ id: string }[]>`
      DELETE FROM file WHERE id IN (
        SELECT f.id FROM file f WHERE f.created_at < ${before}
          AND NOT EXISTS (SELECT 1 FROM message_file m WHERE m.file_id = f.id)
        ORDER BY f.created_at LIMIT ${batch} FOR UPDATE SKIP LOCKED)
      RETURNING id`
    count = removed.length
    await removeBytes(
      services,
      removed.map(({ id }) => id),
    )
    if (count > 0) log.info('files-removed', { count })
  }
  await removeUnknown(services, signal)
}

async function removeUnknown({ prisma, files, clock }: Services, signal: AbortSignal) {
  let keys: string[] = []
  const remove = async () => {
    const ids = [...new Set(keys.map(idOf))]
    const known = await prisma.file.findMany({ where: { id: { in: ids } }, select: { id: true } })
    const kept = new Set(known.map(({ id }) => id))
    for (const key of keys) if (!kept.has(idOf(key))) await files.remove(key)
    keys = []
  }
  // An upload is stored before its row is.
  for await (const { key, writtenAt } of files.list()) {
    if (signal.aborted) return
    if (writtenAt < clock.now() - hourMs) keys.push(key)
    if (keys.length === batch) await remove()
  }
  await remove()
}

const idOf = (key: string) => key.slice(0, 36)
