import { searchOperation } from '@/lib/core/api/search'
import { search } from '@/lib/server/commands/search'
import { resource, route } from '@/lib/server/route'

const get = route(searchOperation, ({ services, actor, query }) => search(services, actor, query))

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get)
