import { liveOperation } from '@/lib/core/api/machines'
import { resource, route } from '@/lib/server/route'

const get = route(liveOperation, async () => ({ status: 'ok' }))

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get)
