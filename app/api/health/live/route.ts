import { route } from '@/lib/server/route'

export const GET = route({}, async () => ({ status: 'ok' }))
