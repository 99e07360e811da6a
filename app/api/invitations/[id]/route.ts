import { revokeInvitationOperation } from '@/lib/core/api/people'
import { revokeInvitation } from '@/lib/server/commands/revoke-invitation'
import { resource, route } from '@/lib/server/route'

const remove = route(revokeInvitationOperation, async ({ services, actor, params, headers }) => {
  await revokeInvitation(services, actor, { id: params.id, headers })
  return new Response(null, { status: 204 })
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(remove)
