import { deleteUserOperation, getUserOperation } from '@/lib/core/api/people'
import { deleteUser } from '@/lib/server/commands/delete-user'
import { getCurrentUser } from '@/lib/server/commands/get-current-user'
import { resource, route } from '@/lib/server/route'

const get = route(getUserOperation, ({ services, actor }) => getCurrentUser(services, actor))

const remove = route(deleteUserOperation, async ({ services, actor, body, headers }) => {
  await deleteUser(services, actor, body, headers)
  return new Response(null, { status: 204 })
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get, remove)
