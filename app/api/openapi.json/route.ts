import { openapiOperation } from '@/lib/core/api/machines'
import { openapiDocument } from '@/lib/server/http/openapi-document'
import { route } from '@/lib/server/route'

export const GET = route(openapiOperation, async () => openapiDocument())
