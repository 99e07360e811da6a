import { v7 } from 'uuid'

import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/thread/actor'
import { defaultTitle, type CreateThread, type Thread } from '@/lib/core/thread/thread'
import { requireModel } from '@/lib/server/commands/require-model'
import { isUniqueViolation } from '@/lib/server/rows/is-unique-violation'
import type { Services } from '@/lib/server/services'
import { threadIdOf } from '@/lib/server/thread-id'
import { presentThread } from '@/lib/server/rows/thread-row'

/** Makes an empty thread. Throws `unknown_model`, `model_not_configured`, `thread_exists`. */
export async function createThread(
  services: Services,
  actor: Actor,
  input: CreateThread,
): Promise<Thread> {
  const model = input.model
    ? requireModel(services, input.model).id
    : await modelOfNewThreads(services, actor)
  try {
    const row = await services.prisma.thread.create({
      data: {
        id: input.id ?? (input.external_id ? threadIdOf(actor, input.external_id) : v7()),
        workspaceId: actor.workspaceId,
        userId: actor.userId,
        externalId: input.external_id ?? null,
        title: input.title ?? defaultTitle,
        titleSource: input.title ? 'person' : 'default',
        systemPrompt: input.system_prompt ?? null,
        model,
        visibility: input.visibility ?? 'private',
      },
    })
    return presentThread(row)
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new SkeinError('thread_exists', 'There is a thread with this id already.')
  }
}

/** The preferred model of the profile, unless it is known no longer; else the default one. */
async function modelOfNewThreads({ prisma, models }: Services, { userId }: Actor) {
  const user = await prisma.user.findUnique({
    where: { id: userId },
    select: { preferredModel: true },
  })
  return (user?.preferredModel && models.find(user.preferredModel)?.id) || models.defaultId()
}
