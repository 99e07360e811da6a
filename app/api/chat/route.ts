import { z } from 'zod'

import { parseChatBody } from '@/lib/core/turn/turn-request'
import { startTurn } from '@/lib/server/commands/start-turn'
import { idempotencyKey } from '@/lib/server/http/idempotency-key'
import { route } from '@/lib/server/route'
import { turnResponse } from '@/lib/server/http/turn-response'

export const POST = route({ body: z.unknown() }, async ({ services, actor, body, headers }) => {
  const request = parseChatBody(body, idempotencyKey(headers))
  const { log, threadId } = await startTurn(services, actor, request)
  return turnResponse(log, threadId)
})
