import { chatOperation } from '@/lib/core/api/chat'
import { parseChatBody } from '@/lib/core/turn/turn-request'
import { startTurn } from '@/lib/server/commands/start-turn'
import { idempotencyKey } from '@/lib/server/http/idempotency-key'
import { route } from '@/lib/server/route'
import { streamProtocol, turnResponse } from '@/lib/server/http/turn-response'

export const POST = route(chatOperation, async ({ services, actor, query, body, headers }) => {
  const request = parseChatBody(body, idempotencyKey(headers))
  const { log, threadId } = await startTurn(services, actor, request)
  return turnResponse(log, { threadId, protocol: streamProtocol(headers, query) })
})
