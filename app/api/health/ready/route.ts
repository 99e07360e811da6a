import { readyOperation } from '@/lib/core/api/machines'
import { route } from '@/lib/server/route'

export const GET = route(readyOperation, async ({ services }) => {
  await services.prisma.$queryRaw`SELECT 1`
  return { status: 'ok' }
})
