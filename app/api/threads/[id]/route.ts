import {
  deleteThreadOperation,
  getThreadOperation,
  updateThreadOperation,
} from '@/lib/core/api/threads'
import { deleteThread } from '@/lib/server/commands/delete-thread'
import { getThread } from '@/lib/server/commands/get-thread'
import { updateThread } from '@/lib/server/commands/update-thread'
import { route } from '@/lib/server/route'

export const GET = route(getThreadOperation, ({ services, actor, params, query }) =>
  getThread(services, actor, params.id, query.include),
)

export const PATCH = route(updateThreadOperation, ({ services, actor, params, body }) =>
  updateThread(services, actor, params.id, body),
)

export const DELETE = route(deleteThreadOperation, async ({ services, actor, params }) => {
  await deleteThread(services, actor, params.id)
  return new Response(null, { status: 204 })
})
