import type { Actor } from '@/lib/core/thread/actor'
import { listMessagesSchema } from '@/lib/core/thread/message'
import type { ThreadWithMessages } from '@/lib/core/thread/thread'
import { listMessages } from '@/lib/server/commands/list-messages'
import { requireThread } from '@/lib/server/commands/require-thread'
import type { Services } from '@/lib/server/services'

/** A thread, with the newest page of its active branch if asked for. Throws `thread_not_found`. */
export async function getThread(
  services: Services,
  actor: Actor,
  id: string,
  include: readonly string[],
): Promise<ThreadWithMessages> {
  const thread = await requireThread(services, actor, id)
  if (!include.includes('messages')) return thread
  const query = listMessagesSchema.parse({ branch: 'active' })
  const { data } = await listMessages(services, actor, id, query)
  return { ...thread, messages: data }
}
