import { answerTemporarilyOperation } from '@/lib/core/api/chat'
import { answerTemporarily } from '@/lib/server/commands/answer-temporarily'
import { streamProtocol, turnResponse } from '@/lib/server/http/turn-response'
import { resource, route } from '@/lib/server/route'

const post = route(
  answerTemporarilyOperation,
  async ({ services, actor, query, body, headers }) => {
    const answer = await answerTemporarily(services, actor, body)
    return turnResponse({ read: () => answer }, { protocol: streamProtocol(headers, query) })
  },
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(post)
