import { retryJob } from '@/lib/server/commands/retry-job'
import { rowParams } from '@/lib/server/http/path-params'
import { route } from '@/lib/server/route'

export const POST = route({ params: rowParams }, async ({ services, actor, params }) => {
  await retryJob(services, actor, params.id)
  return new Response(null, { status: 204 })
})
