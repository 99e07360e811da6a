import { metricsOperation } from '@/lib/core/api/machines'
import { resource, route } from '@/lib/server/route'

const get = route(metricsOperation, async ({ services }) => {
  const { registry: metrics } = services.metrics
  const headers = { 'content-type': metrics.contentType, 'cache-control': 'no-store' }
  return new Response(await metrics.metrics(), { headers })
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get)
