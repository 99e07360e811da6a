import type { SummaryTrigger } from '@/lib/core/summary/summary'
import { backgroundModels } from '@/lib/server/background/background-models'
import type { Services } from '@/lib/server/services'
import { summarise } from '@/lib/server/summaries/summarise'
import { findUnsummarised } from '@/lib/server/summaries/unsummarised-messages'

export type WriteSummary = { thread_id: string; last_message_id: string; trigger: SummaryTrigger }

/**
 * Writes the summaries that are due on a branch, one after the other when its messages exceed what a model takes at once.
 * Throws what `summarise` throws.
 */
export async function writeSummary(
  services: Services,
  { thread_id: threadId, last_message_id: lastMessageId, trigger }: WriteSummary,
  signal: AbortSignal,
): Promise<void> {
  const { prisma, env } = services
  const least = trigger === 'threshold' ? env.SUMMARY_THRESHOLD : env.SUMMARY_KEEP_RECENT + 1
  for (;;) {
    const thread = await prisma.thread.findUnique({ where: { id: threadId } })
    if (!thread) return
    const unsummarised = await findUnsummarised(prisma, { threadId, lastMessageId })
    if (unsummarised.messages.length < least) return
    const id = await summarise(services, {
      thread: { id: threadId, title: thread.title, messageCount: thread.lastSequence },
      models: backgroundModels(services, {
        wanted: env.SUMMARY_MODEL,
        threadModel: thread.model,
      }),
      unsummarised,
      trigger,
      signal,
    })
    if (id === null) return
  }
}
