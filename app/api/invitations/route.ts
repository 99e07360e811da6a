import { createInvitationOperation, listInvitationsOperation } from '@/lib/core/api/people'
import { createInvitation } from '@/lib/server/commands/create-invitation'
import { listInvitations } from '@/lib/server/commands/list-invitations'
import { resource, route } from '@/lib/server/route'

const get = route(listInvitationsOperation, ({ services, actor }) =>
  listInvitations(services, actor),
)

const post = route(createInvitationOperation, async ({ services, actor, body, headers }) =>
  Response.json(await createInvitation(services, actor, body, headers), {
    status: 201,
    headers: { 'cache-control': 'no-store' },
  }),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get, post)
