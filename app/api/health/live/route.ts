import { liveOperation } from '@/lib/core/api/machines'
import { route } from '@/lib/server/route'

export const GET = route(liveOperation, async () => ({ status: 'ok' }))
