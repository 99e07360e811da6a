import { createKeyOperation, listKeysOperation } from '@/lib/core/api/people'
import { createKey } from '@/lib/server/commands/create-key'
import { listKeys } from '@/lib/server/commands/list-keys'
import { resource, route } from '@/lib/server/route'

const get = route(listKeysOperation, ({ services, actor }) => listKeys(services, actor))

const post = route(createKeyOperation, async ({ services, actor, body, headers }) =>
  Response.json(await createKey(services, actor, body, headers), {
    status: 201,
    headers: { 'cache-control': 'no-store' },
  }),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get, post)
