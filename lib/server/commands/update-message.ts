import { v7 } from 'uuid'

import type { Actor } from '@/lib/core/access/actor'
import { plainText, type Message, type PatchMessage } from '@/lib/core/thread/message'
import { textPart } from '@/lib/core/turn/turn-request'
import { lockUnansweredMessage } from '@/lib/server/commands/lock-settled-message'
import { requireMessage } from '@/lib/server/commands/require-message'
import { resolveFiles } from '@/lib/server/files/resolve-files'
import type { Services } from '@/lib/server/services'

/**
 * Changes what a message says or its metadata, and keeps what it said before as a version. A question that waits for its turn
 * is sent as it is then. Throws `message_not_found`, and `turn_active` while an answer runs on it.
 */
export async function updateMessage(
  services: Services,
  actor: Actor,
  { message, body }: { message: Message; body: PatchMessage },
): Promise<Message> {
  const { prisma, bus, clock } = services
  const parts =
    (body.parts && (await resolveFiles(services, actor, body.parts))) ??
    (body.content === undefined ? undefined : [textPart(body.content)])
  const changedAt = new Date(clock.now())
  const isWaiting = await prisma.$transaction(async (transaction) => {
    const lock = await lockUnansweredMessage(transaction, message)
    await transaction.$executeRaw`
      INSERT INTO message_version (id, message_id, parts, content, metadata, replaced_at)
      SELECT ${v7()}::uuid, id, parts, content, metadata, ${changedAt} FROM message WHERE id = ${message.id}::uuid`
    await transaction.message.update({
      where: { id: message.id },
      data: {
        parts: parts as object[] | undefined,
        content: parts && plainText(parts),
        metadata: body.metadata,
        updatedAt: changedAt,
      },
    })
    return lock.isWaiting
  })
  // Whoever wanted to begin its turn meanwhile has passed it over.
  if (isWaiting) bus.publish('turn-queued', message.thread_id)
  bus.publish('thread-changed', message.thread_id)
  return requireMessage(services, actor, message.id)
}
