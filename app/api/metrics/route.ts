import { route } from '@/lib/server/route'

export const GET = route({}, async ({ services: { metrics } }) => {
  const headers = { 'content-type': metrics.contentType, 'cache-control': 'no-store' }
  return new Response(await metrics.metrics(), { headers })
})
