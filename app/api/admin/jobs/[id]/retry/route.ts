import { retryJobOperation } from '@/lib/core/api/machines'
import { retryJob } from '@/lib/server/commands/retry-job'
import { route } from '@/lib/server/route'

export const POST = route(retryJobOperation, async ({ services, actor, params }) => {
  await retryJob(services, actor, params.id)
  return new Response(null, { status: 204 })
})
