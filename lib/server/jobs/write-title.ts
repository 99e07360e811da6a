import { SkeinError } from '@/lib/core/errors'
import { cleanTitle, titleInstructions, titlePrompt } from '@/lib/core/thread/title'
import { askInBackground } from '@/lib/server/background/ask-in-background'
import { backgroundModels } from '@/lib/server/background/background-models'
import type { Services } from '@/lib/server/services'

type Exchange = {
  threadTitle: string
  threadModel: string
  messageCount: number
  question: string
  answer: string
}

const mostTokens = 40

/**
 * Gives a thread a title out of one of its exchanges, unless it has one by now. Throws what `askInBackground` throws, and
 * `provider_error` when the model wrote none.
 */
export async function writeTitle(
  services: Services,
  {
    thread_id: threadId,
    last_message_id: answerId,
  }: { thread_id: string; last_message_id: string },
  signal: AbortSignal,
): Promise<void> {
  const { prisma, env, bus } = services
  const [exchange] = await prisma.$queryRaw<Exchange[]>`
    SELECT h.title AS "threadTitle", h.model AS "threadModel", h.last_sequence AS "messageCount",
      q.content AS question, a.content AS answer
    FROM message a JOIN message q ON q.id = a.parent_id JOIN thread h ON h.id = a.thread_id
    WHERE a.id = ${answerId}::uuid AND a.thread_id = ${threadId}::uuid AND h.title_source = 'default'
      AND a.deleted_at IS NULL AND q.deleted_at IS NULL`
  if (!exchange) return

  const { threadModel, messageCount } = exchange
  const { text } = await askInBackground(services, {
    models: backgroundModels(services, { wanted: env.TITLE_MODEL, threadModel }),
    thread: { id: threadId, title: exchange.threadTitle, messageCount },
    instructions: titleInstructions,
    prompt: titlePrompt(exchange),
    maxOutputTokens: mostTokens,
    signal,
  })
  const title = cleanTitle(text)
  if (title === null) throw new SkeinError('provider_error', 'The model wrote no title.')
  const { count } = await prisma.thread.updateMany({
    where: { id: threadId, titleSource: 'default' },
    data: { title, titleSource: 'generated', updatedAt: new Date(services.clock.now()) },
  })
  if (count > 0) bus.publish('thread-changed', threadId)
}
