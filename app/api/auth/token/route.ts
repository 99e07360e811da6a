import { createTokenOperation } from '@/lib/core/api/people'
import { grantToken } from '@/lib/server/commands/grant-token'
import { resource, route } from '@/lib/server/route'

const post = route(createTokenOperation, async ({ services, body, headers }) =>
  Response.json(await grantToken(services, body, headers), {
    headers: { 'cache-control': 'no-store' },
  }),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(post)
