import { chatOperation } from '@/lib/core/api/chat'
import { parseChatBody } from '@/lib/core/turn/turn-request'
import { startTurn } from '@/lib/server/commands/start-turn'
import { idempotencyKey } from '@/lib/server/http/idempotency-key'
import { resource, route } from '@/lib/server/route'
import { streamProtocol, turnResponse } from '@/lib/server/http/turn-response'

const post = route(chatOperation, async ({ services, actor, query, body, headers, requestId }) => {
  const request = { ...parseChatBody(body, idempotencyKey(headers)), requestId }
  const { log, threadId } = await startTurn(services, actor, request, headers)
  return turnResponse(log, { threadId, protocol: streamProtocol(headers, query) })
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(post)
