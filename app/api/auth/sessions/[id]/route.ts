import { endSessionOperation } from '@/lib/core/api/people'
import { endOwnSession } from '@/lib/server/commands/end-own-session'
import { resource, route } from '@/lib/server/route'

const remove = route(endSessionOperation, async ({ services, actor, params, headers }) => {
  await endOwnSession(services, actor, { id: params.id, headers })
  return new Response(null, { status: 204 })
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(remove)
