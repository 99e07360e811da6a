import { changePasswordOperation } from '@/lib/core/api/people'
import { changePassword } from '@/lib/server/commands/change-password'
import { resource, route } from '@/lib/server/route'

const post = route(changePasswordOperation, async ({ services, actor, body, headers }) => {
  await changePassword(services, actor, body, headers)
  return new Response(null, { status: 204 })
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(post)
