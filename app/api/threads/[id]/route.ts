import { getThreadSchema, patchThreadSchema } from '@/lib/core/thread/thread'
import { deleteThread } from '@/lib/server/commands/delete-thread'
import { getThread } from '@/lib/server/commands/get-thread'
import { updateThread } from '@/lib/server/commands/update-thread'
import { threadParams } from '@/lib/server/http/path-params'
import { route } from '@/lib/server/route'

export const GET = route(
  { params: threadParams, query: getThreadSchema },
  ({ services, actor, params, query }) => getThread(services, actor, params.id, query.include),
)

export const PATCH = route(
  { params: threadParams, body: patchThreadSchema },
  ({ services, actor, params, body }) => updateThread(services, actor, params.id, body),
)

export const DELETE = route({ params: threadParams }, async ({ services, actor, params }) => {
  await deleteThread(services, actor, params.id)
  return new Response(null, { status: 204 })
})
