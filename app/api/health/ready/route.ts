import { route } from '@/lib/server/route'

export const GET = route({}, async ({ services }) => {
  await services.prisma.$queryRaw`SELECT 1`
  return { status: 'ok' }
})
