import { readyOperation } from '@/lib/core/api/machines'
import { resource, route } from '@/lib/server/route'

const get = route(readyOperation, async ({ services }) => {
  await services.prisma.$queryRaw`SELECT 1`
  return { status: 'ok' }
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get)
