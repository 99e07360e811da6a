import { metricsOperation } from '@/lib/core/api/machines'
import { route } from '@/lib/server/route'

export const GET = route(metricsOperation, async ({ services }) => {
  const { registry: metrics } = services.metrics
  const headers = { 'content-type': metrics.contentType, 'cache-control': 'no-store' }
  return new Response(await metrics.metrics(), { headers })
})
