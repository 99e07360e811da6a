import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/thread/actor'
import type { PatchThread, Thread } from '@/lib/core/thread/thread'
import { requireModel } from '@/lib/server/commands/require-model'
import type { Services } from '@/lib/server/services'
import { threadIdOf } from '@/lib/server/thread-id'
import { presentThread } from '@/lib/server/rows/thread-row'

/** Changes a thread. Throws `thread_not_found`, `unknown_model`, `model_not_configured`. */
export async function updateThread(
  services: Services,
  actor: Actor,
  id: string,
  input: PatchThread,
): Promise<Thread> {
  const model = input.model === undefined ? undefined : requireModel(services, input.model).id
  const { workspaceId, userId } = actor
  const [row] = await services.prisma.thread.updateManyAndReturn({
    where: { id: threadIdOf(actor, id), workspaceId, userId },
    data: {
      title: input.title,
      titleSource: input.title === undefined ? undefined : 'person',
      systemPrompt: input.system_prompt,
      model,
      visibility: input.visibility,
      pinned: input.pinned,
      archived: input.archived,
      updatedAt: new Date(services.clock.now()),
    },
  })
  if (!row) throw new SkeinError('thread_not_found', `There is no thread ${id}.`)
  if (input.title !== undefined) services.bus.publish('thread-changed', row.id)
  return presentThread(row)
}
