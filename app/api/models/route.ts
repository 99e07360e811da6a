import { listModelsOperation } from '@/lib/core/api/models'
import { route } from '@/lib/server/route'

export const GET = route(listModelsOperation, async ({ services }) => services.models.list())
