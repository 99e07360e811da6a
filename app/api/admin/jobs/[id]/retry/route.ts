import { retryJobOperation } from '@/lib/core/api/machines'
import { retryJob } from '@/lib/server/commands/retry-job'
import { resource, route } from '@/lib/server/route'

const post = route(retryJobOperation, async ({ services, actor, params }) => {
  await retryJob(services, actor, params.id)
  return new Response(null, { status: 204 })
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(post)
