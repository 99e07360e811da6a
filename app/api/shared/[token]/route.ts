import { readSharedOperation } from '@/lib/core/api/sharing'
import { readShared } from '@/lib/server/commands/read-shared'
import { resource, route } from '@/lib/server/route'

const get = route(readSharedOperation, ({ services, params, query }) =>
  readShared(services, params.token, query),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get)
