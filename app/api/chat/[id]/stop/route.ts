import { stopChatOperation } from '@/lib/core/api/chat'
import { stopTurn } from '@/lib/server/commands/stop-turn'
import { route } from '@/lib/server/route'

export const POST = route(stopChatOperation, ({ services, actor, params, body }) =>
  stopTurn(services, actor, { threadId: params.id, turnId: body.turn_id }),
)
