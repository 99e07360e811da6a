import { openapiOperation } from '@/lib/core/api/machines'
import { openapiDocument } from '@/lib/server/http/openapi-document'
import { resource, route } from '@/lib/server/route'

const get = route(openapiOperation, async () => openapiDocument())

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get)
