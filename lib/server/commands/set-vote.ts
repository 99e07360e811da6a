import { SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/access/actor'
import type { Message, VoteValue } from '@/lib/core/thread/message'
import type { Services } from '@/lib/server/services'

/** Sets the actor's vote on an answer, or takes it back with null. Throws `not_an_answer` for other messages. */
export async function setVote(
  { prisma, bus }: Services,
  { userId }: Actor,
  { message, value }: { message: Message; value: VoteValue | null },
): Promise<Message> {
  if (message.role !== 'assistant') {
    throw new SkeinError('not_an_answer', 'Only answers can be voted on.')
  }
  const messageId = message.id
  if (value === null) {
    await prisma.vote.deleteMany({ where: { messageId, userId } })
  } else {
    await prisma.vote.upsert({
      where: { messageId_userId: { messageId, userId } },
      create: { messageId, userId, value },
      update: { value },
    })
  }
  bus.publish('thread-changed', message.thread_id)
  return { ...message, vote: value }
}
