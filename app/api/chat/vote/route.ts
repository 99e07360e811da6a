import { chatVoteOperation } from '@/lib/core/api/messages'
import { requireMessage } from '@/lib/server/commands/require-message'
import { setVote } from '@/lib/server/commands/set-vote'
import { resource, route } from '@/lib/server/route'

const patch = route(chatVoteOperation, async ({ services, actor, body }) => {
  const message = await requireMessage(services, actor, body.messageId, {
    thread: body.chatId,
    action: 'chat',
  })
  return setVote(services, actor, { message, value: body.isUpvoted ? 'up' : 'down' })
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(patch)
