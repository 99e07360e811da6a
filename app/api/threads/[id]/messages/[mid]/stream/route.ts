import { resumeAnswerOperation } from '@/lib/core/api/chat'
import { readTurn } from '@/lib/server/commands/read-turn'
import { streamProtocol, turnResponse } from '@/lib/server/http/turn-response'
import { resource, route } from '@/lib/server/route'

const get = route(resumeAnswerOperation, async ({ services, actor, params, query, headers }) => {
  const log = await readTurn(services, actor, { threadId: params.id, answerId: params.mid })
  return log
    ? turnResponse(log, { protocol: streamProtocol(headers, query) })
    : new Response(null, { status: 204 })
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get)
