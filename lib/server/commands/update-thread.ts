import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/access/actor'
import type { PatchThread, Thread } from '@/lib/core/thread/thread'
import { requireModel } from '@/lib/server/commands/require-model'
import { requireThread } from '@/lib/server/commands/require-thread'
import { changeVisibility } from '@/lib/server/sharing/change-visibility'
import type { Services, Transaction } from '@/lib/server/services'
import { presentThread } from '@/lib/server/rows/thread-row'

/** Changes a thread. Throws `thread_not_found`, `forbidden`, `unknown_model`, `model_not_configured`. */
export async function updateThread(
  services: Services,
  actor: Actor,
  { id, input, headers }: { id: string; input: PatchThread; headers: Headers },
): Promise<Thread> {
  const { prisma, bus, clock } = services
  const { title, visibility } = input
  const model = input.model === undefined ? undefined : requireModel(services, input.model).id
  const { id: threadId } = await requireThread(services, actor, id, 'chat')
  const now = new Date(clock.now())
  const write = (database: Transaction) =>
    database.thread.updateManyAndReturn({
      where: { id: threadId },
      data: {
        title,
        titleSource: title === undefined ? undefined : 'person',
        systemPrompt: input.system_prompt,
        model,
        pinned: input.pinned,
        archived: input.archived,
        updatedAt: now,
      },
    })
  const [row] =
    visibility === undefined
      ? await write(prisma)
      : await prisma.$transaction(async (transaction) => {
          await changeVisibility(transaction, actor, { threadId, visibility, headers, now })
          return write(transaction)
        })
  if (!row) throw new SkeinError('thread_not_found', `There is no thread ${id}.`)
  if (title !== undefined || visibility !== undefined) bus.publish('thread-changed', row.id)
  return presentThread(row)
}
