import { removeMemberOperation, updateMemberOperation } from '@/lib/core/api/people'
import { removeMember } from '@/lib/server/commands/remove-member'
import { updateMember } from '@/lib/server/commands/update-member'
import { resource, route } from '@/lib/server/route'

const patch = route(updateMemberOperation, ({ services, actor, params, body, headers }) =>
  updateMember(services, actor, { id: params.id, role: body.role, headers }),
)

const remove = route(removeMemberOperation, async ({ services, actor, params, headers }) => {
  await removeMember(services, actor, { id: params.id, headers })
  return new Response(null, { status: 204 })
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(patch, remove)
