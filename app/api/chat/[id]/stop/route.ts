import { stopChatOperation } from '@/lib/core/api/chat'
import { stopTurn } from '@/lib/server/commands/stop-turn'
import { resource, route } from '@/lib/server/route'

const post = route(stopChatOperation, ({ services, actor, params, body }) =>
  stopTurn(services, actor, { threadId: params.id, turnId: body.turn_id }),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(post)
