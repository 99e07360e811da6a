import { v7 } from 'uuid'

import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/access/actor'
import { defaultTitle } from '@/lib/core/thread/plain-name'
import type { CreateThread, Thread } from '@/lib/core/thread/thread'
import { requireModel } from '@/lib/server/commands/require-model'
import { isUniqueViolation } from '@/lib/server/rows/is-unique-violation'
import { changeVisibility } from '@/lib/server/sharing/change-visibility'
import type { Services, Transaction } from '@/lib/server/services'
import { threadIdOf } from '@/lib/server/thread-id'
import { presentThread, type ThreadRow } from '@/lib/server/rows/thread-row'

/** Makes an empty thread. Throws `unknown_model`, `model_not_configured`, `thread_exists`. */
export async function createThread(
  services: Services,
  actor: Actor,
  input: CreateThread,
  headers = new Headers(),
): Promise<Thread> {
  const { visibility = 'private' } = input
  const model = input.model
    ? requireModel(services, input.model).id
    : await modelOfNewThreads(services, actor)
  const create = (database: Transaction) =>
    database.thread.create({
      data: {
        id: input.id ?? (input.external_id ? threadIdOf(actor, input.external_id) : v7()),
        workspaceId: actor.workspaceId,
        userId: actor.userId,
        externalId: input.external_id ?? null,
        title: input.title ?? defaultTitle,
        titleSource: input.title ? 'person' : 'default',
        systemPrompt: input.system_prompt ?? null,
        model,
      },
    })
  try {
    if (visibility === 'private') return tell(services, await create(services.prisma))
    const created = await services.prisma.$transaction(async (transaction) => {
      const row = await create(transaction)
      const change = { threadId: row.id, visibility, headers, now: row.createdAt }
      await changeVisibility(transaction, actor, change)
      return { ...row, visibility }
    })
    return tell(services, created)
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new SkeinError('thread_exists', 'There is a thread with this id already.')
  }
}

function tell({ bus }: Services, row: ThreadRow): Thread {
  bus.publish('thread-changed', row.id)
  return presentThread(row)
}

/** The preferred model of the profile, unless it is known no longer; else the default one. */
async function modelOfNewThreads({ prisma, models }: Services, { userId }: Actor) {
  const user = await prisma.user.findUnique({
    where: { id: userId },
    select: { preferredModel: true },
  })
  return (user?.preferredModel && models.find(user.preferredModel)?.id) || models.defaultId()
}
