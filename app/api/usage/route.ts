import { getUsageOperation } from '@/lib/core/api/people'
import { getUsage } from '@/lib/server/commands/get-usage'
import { resource, route } from '@/lib/server/route'

const get = route(getUsageOperation, ({ services, actor, query }) =>
  getUsage(services, actor, query),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get)
