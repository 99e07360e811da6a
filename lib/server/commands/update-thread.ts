import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/access/actor'
import type { PatchThread, Thread } from '@/lib/core/thread/thread'
import { chooseBranch } from '@/lib/server/commands/choose-branch'
import { requireFolder } from '@/lib/server/commands/require-folder'
import { requireModel } from '@/lib/server/commands/require-model'
import { requireThread } from '@/lib/server/commands/require-thread'
import { changeVisibility } from '@/lib/server/sharing/change-visibility'
import type { Services, Transaction } from '@/lib/server/services'
import { presentThread } from '@/lib/server/rows/thread-row'

/**
 * Changes a thread. Throws `thread_not_found`, `forbidden`, `unknown_model`, `model_not_configured`, `message_not_found` for a
 * branch that is not there, `folder_not_found`.
 */
export async function updateThread(
  services: Services,
  actor: Actor,
  { id, input, headers }: { id: string; input: PatchThread; headers: Headers },
): Promise<Thread> {
  const { prisma, bus, clock } = services
  const { title, visibility, active_leaf_id: messageId } = input
  const model = input.model === undefined ? undefined : requireModel(services, input.model).id
  const { id: threadId } = await requireThread(services, actor, id, 'chat')
  if (input.folder_id) await requireFolder(services, actor, input.folder_id)
  const now = new Date(clock.now())
  const write = (database: Transaction, branch = {}) =>
    database.thread.updateManyAndReturn({
      where: { id: threadId },
      data: {
        title,
        titleSource: title === undefined ? undefined : 'person',
        systemPrompt: input.system_prompt,
        model,
        pinned: input.pinned,
        archived: input.archived,
        folderId: input.folder_id,
        ...branch,
        updatedAt: now,
      },
    })
  const [row] =
    visibility === undefined && messageId === undefined
      ? await write(prisma)
      : await prisma.$transaction(async (transaction) => {
          const branch = messageId && (await chooseBranch(transaction, { threadId, messageId }))
          if (visibility) {
            await changeVisibility(transaction, actor, { threadId, visibility, headers, now })
          }
          return write(transaction, branch || {})
        })
  if (!row) throw new SkeinError('thread_not_found', `There is no thread ${id}.`)
  bus.publish('thread-changed', row.id)
  return presentThread(row)
}
