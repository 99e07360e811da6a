import { z } from 'zod'

import { stopTurn } from '@/lib/server/commands/stop-turn'
import { threadParams } from '@/lib/server/http/path-params'
import { route } from '@/lib/server/route'

const stopSchema = z.object({ turn_id: z.uuid().optional() })

export const POST = route(
  { params: threadParams, body: stopSchema, bodyIsOptional: true },
  ({ services, actor, params, body }) =>
    stopTurn(services, actor, { threadId: params.id, turnId: body.turn_id }),
)
