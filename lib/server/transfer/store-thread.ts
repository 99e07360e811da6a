import type { Actor } from '@/lib/core/access/actor'
import { ThreadDamage } from '@/lib/core/transfer/thread-damage'
import { parseRecord } from '@/lib/core/transfer/thread-checker'
import type { ThreadRecord } from '@/lib/core/transfer/records'
import { isUniqueViolation } from '@/lib/server/rows/is-unique-violation'
import type { Services } from '@/lib/server/services'
import { asStored } from '@/lib/server/transfer/import-ids'
import type { RecordCursor } from '@/lib/server/transfer/record-cursor'
import { ensureStaging, staging, touchStaged } from '@/lib/server/transfer/staging'
import { storeBatch } from '@/lib/server/transfer/store-batch'
import { isOwn } from '@/lib/server/transfer/survey-thread'
import { ThreadBatch } from '@/lib/server/transfer/thread-batch'

/**
 * Stores one thread of a file that was surveyed: all of it or nothing. A thread of usual length is one statement. A longer one
 * is filled unseen, a statement at a time, so that others are not kept waiting, and then handed to the actor. Null when the
 * thread is there by now. Throws `ThreadDamage` when one of its ids is taken.
 */
export async function storeThread(
  services: Services,
  actor: Actor,
  { cursor, isRenamed }: { cursor: RecordCursor; isRenamed: boolean },
): Promise<ThreadRecord | null> {
  const { prisma } = services
  const thread = asStored(actor, parseRecord(cursor.take()), { isRenamed })
  if (thread.kind !== 'thread') throw new Error('Storing begins with a thread.')
  const { external_id, last_activity_at } = thread
  let activePosition = 0
  const fill = async (batch: ThreadBatch) => {
    while (!batch.isFull && (await cursor.isInThread())) {
      const record = asStored(actor, parseRecord(cursor.take()), { isRenamed })
      if (record.kind === 'thread') throw new Error('A thread holds no thread.')
      if (record.kind === 'message' && record.id === thread.active_leaf_id) {
        activePosition = record.position
      }
      batch.add(record)
    }
    return batch
  }
  const first = await fill(new ThreadBatch())
  const isWhole = !(await cursor.isInThread())
  const now = new Date(services.clock.now()).toISOString()
  const staged = { ...thread, external_id: null, last_activity_at: now }
  first.addThread(isWhole ? thread : staged, activePosition)
  const owner = isWhole ? actor : staging
  const store = (batch: ThreadBatch) =>
    storeBatch(prisma, { owner, voterId: actor.userId, threadId: thread.id, batch })
  try {
    if (isWhole) await store(first)
    else {
      await ensureStaging(prisma)
      await store(first)
      await fillStaged().catch(async (error: unknown) => {
        await prisma.thread.deleteMany({
          where: { id: thread.id, workspaceId: staging.workspaceId },
        })
        throw error
      })
    }
    return thread
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    if (await isOwn(prisma, actor, thread.id)) return null
    throw new ThreadDamage('ids_taken', 'An id in this thread is used twice in the file.')
  }

  async function fillStaged() {
    while (await cursor.isInThread()) {
      await touchStaged(prisma, thread.id)
      await store(await fill(new ThreadBatch()))
    }
    const handedOver = await prisma.$executeRaw`
      UPDATE thread SET workspace_id = ${actor.workspaceId}::uuid, user_id = ${actor.userId}::uuid,
        external_id = ${external_id}, active_depth = ${activePosition},
        last_activity_at = ${last_activity_at}::timestamptz
      WHERE id = ${thread.id}::uuid`
    if (handedOver === 0) throw new Error('The thread was removed while it was being imported.')
  }
}
