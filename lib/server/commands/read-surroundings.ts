import type { Actor } from '@/lib/core/access/actor'
import type { Message } from '@/lib/core/thread/message'
import type { Thread } from '@/lib/core/thread/thread'
import { requireMessage } from '@/lib/server/commands/require-message'
import type { Services } from '@/lib/server/services'

/**
 * What a page has to know besides the newest messages of the active branch: the id of the thread's newest message, on whichever
 * branch, and the answers that other models give side by side with the newest answer, or with one that is not over.
 */
export async function readSurroundings(
  services: Services,
  actor: Actor,
  thread: Thread,
  messages: readonly Message[],
): Promise<{ newestId: string | null; beside: Message[] }> {
  const leaf = messages.at(-1)
  const [newestId, beside] = await Promise.all([
    leaf?.sequence_number === thread.message_count ? leaf.id : readNewestId(services, thread),
    Promise.all(
      messages
        .filter((message) => message === leaf || isRunning(message))
        .map((message) => readBeside(services, actor, message)),
    ),
  ])
  return { newestId, beside: beside.flat() }
}

async function readNewestId({ prisma }: Services, { id: threadId, message_count }: Thread) {
  const newest = await prisma.message.findUnique({
    where: { threadId_sequenceNumber: { threadId, sequenceNumber: message_count } },
    select: { id: true },
  })
  return newest?.id ?? null
}

const isRunning = ({ status }: Message) => status === 'pending' || status === 'streaming'

async function readBeside(services: Services, actor: Actor, answer: Message): Promise<Message[]> {
  const { comparison } = answer.metadata
  if (typeof comparison !== 'string') return []
  const others = (answer.sibling_ids ?? []).filter((id) => id !== answer.id)
  const siblings = await Promise.all(others.map((id) => requireMessage(services, actor, id)))
  return siblings.filter(({ metadata }) => metadata.comparison === comparison)
}
