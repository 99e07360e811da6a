import {
  deleteThreadOperation,
  getThreadOperation,
  updateThreadOperation,
} from '@/lib/core/api/threads'
import { deleteThread } from '@/lib/server/commands/delete-thread'
import { getThread } from '@/lib/server/commands/get-thread'
import { updateThread } from '@/lib/server/commands/update-thread'
import { resource, route } from '@/lib/server/route'

const get = route(getThreadOperation, ({ services, actor, params, query }) =>
  getThread(services, actor, params.id, query.include),
)

const patch = route(updateThreadOperation, ({ services, actor, params, body, headers }) =>
  updateThread(services, actor, { id: params.id, input: body, headers }),
)

const remove = route(deleteThreadOperation, async ({ services, actor, params }) => {
  await deleteThread(services, actor, params.id)
  return new Response(null, { status: 204 })
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get, patch, remove)
