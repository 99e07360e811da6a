import { readTurn } from '@/lib/server/commands/read-turn'
import { threadParams } from '@/lib/server/http/path-params'
import { route } from '@/lib/server/route'
import { turnResponse } from '@/lib/server/http/turn-response'

export const GET = route({ params: threadParams }, async ({ services, actor, params }) => {
  const log = await readTurn(services, actor, { threadId: params.id })
  return log ? turnResponse(log) : new Response(null, { status: 204 })
})
