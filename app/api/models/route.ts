import { listModelsOperation } from '@/lib/core/api/models'
import { resource, route } from '@/lib/server/route'

const get = route(listModelsOperation, async ({ services }) => services.models.list())

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get)
