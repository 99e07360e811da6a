import type { Summary } from '@/lib/core/summary/summary'
import type { Actor } from '@/lib/core/access/actor'
import { listMessagesSchema } from '@/lib/core/thread/message'
import type { ThreadWithMessages } from '@/lib/core/thread/thread'
import { listMessages } from '@/lib/server/commands/list-messages'
import { listSummaries } from '@/lib/server/commands/list-summaries'
import { requireThread } from '@/lib/server/commands/require-thread'
import { presentThread } from '@/lib/server/rows/thread-row'
import type { Services } from '@/lib/server/services'

/** A thread, with the newest messages and summaries of its active branch if asked for. Throws `thread_not_found`, `forbidden`. */
export async function getThread(
  services: Services,
  actor: Actor,
  id: string,
  include: readonly string[],
): Promise<ThreadWithMessages & { summaries?: Summary[] }> {
  const thread = presentThread(await requireThread(services, actor, id, 'read'))
  const query = listMessagesSchema.parse({ branch: 'active' })
  const [messages, summaries] = await Promise.all([
    include.includes('messages') ? listMessages(services, actor, id, query) : null,
    include.includes('summaries') ? listSummaries(services, actor, id) : null,
  ])
  return {
    ...thread,
    ...(messages ? { messages: messages.data } : {}),
    ...(summaries ? { summaries: summaries.data } : {}),
  }
}
