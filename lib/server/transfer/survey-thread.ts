import type { Actor } from '@/lib/core/access/actor'
import { parseRecord, ThreadChecker } from '@/lib/core/transfer/thread-checker'
import { ThreadDamage } from '@/lib/core/transfer/thread-damage'
import type { TransferRecord } from '@/lib/core/transfer/records'
import type { Services } from '@/lib/server/services'
import { renamedId } from '@/lib/server/transfer/import-ids'
import { staging } from '@/lib/server/transfer/staging'
import type { RecordCursor } from '@/lib/server/transfer/record-cursor'

/** What is to be done with a thread of a file: stored as it is, stored under new ids, or nothing. */
export type Plan = 'store' | 'store-renamed' | 'exists'

const idsAtOnce = 2000

/** Reads one thread of a file without storing anything. Throws `ThreadDamage`, having read no further than the damage. */
export async function surveyThread(
  { prisma }: Services,
  actor: Actor,
  cursor: RecordCursor,
): Promise<Plan> {
  const thread = parseRecord(cursor.take())
  if (thread.kind !== 'thread') throw new Error('A survey begins with a thread.')
  const checker = new ThreadChecker(thread)
  const owned = await isOwn(prisma, actor, thread.id)
  let isTaken = owned === false
  let ids: Ids = { message: [], version: [], summary: [] }
  const look = async () => {
    isTaken ||= owned === null && (await areTaken(prisma, ids))
    ids = { message: [], version: [], summary: [] }
  }
  for (let count = 1; await cursor.isInThread(); count++) {
    const record = parseRecord(cursor.take())
    checker.add(record)
    if (record.kind !== 'thread') ids[record.kind].push(record.id)
    if (count % idsAtOnce === 0) await look()
  }
  checker.finish()
  await look()
  if (owned) return 'exists'
  if (!isTaken) return 'store'
  return (await isOwn(prisma, actor, renamedId(actor, thread.id))) ? 'exists' : 'store-renamed'
}

type Ids = Record<Exclude<TransferRecord['kind'], 'thread'>, string[]>

/** Whether a thread is the actor's own; null when there is none with this id. Throws `ThreadDamage` while it is imported. */
export async function isOwn(
  prisma: Services['prisma'],
  { workspaceId, userId }: Actor,
  id: string,
): Promise<boolean | null> {
  const row = await prisma.thread.findUnique({
    where: { id },
    select: { workspaceId: true, userId: true },
  })
  if (row?.workspaceId === staging.workspaceId) {
    throw new ThreadDamage('being_imported', 'This thread is being imported already. Try later.')
  }
  return row && row.workspaceId === workspaceId && row.userId === userId
}

async function areTaken(prisma: Services['prisma'], { message, version, summary }: Ids) {
  if (message.length + version.length + summary.length === 0) return false
  const [row] = await prisma.$queryRaw<{ taken: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM message WHERE id = ANY(${message}::uuid[]))
      OR EXISTS (SELECT 1 FROM message_version WHERE id = ANY(${version}::uuid[]))
      OR EXISTS (SELECT 1 FROM summary WHERE id = ANY(${summary}::uuid[])) AS taken`
  return row?.taken ?? false
}
