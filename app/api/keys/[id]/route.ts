import { revokeKeyOperation } from '@/lib/core/api/people'
import { revokeKey } from '@/lib/server/commands/revoke-key'
import { resource, route } from '@/lib/server/route'

const remove = route(revokeKeyOperation, async ({ services, actor, params, headers }) => {
  await revokeKey(services, actor, { id: params.id, headers })
  return new Response(null, { status: 204 })
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(remove)
