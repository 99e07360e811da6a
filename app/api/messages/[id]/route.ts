import {
  deleteMessageOperation,
  getMessageOperation,
  updateMessageOperation,
} from '@/lib/core/api/messages'
import { deleteMessage } from '@/lib/server/commands/delete-message'
import { requireMessage } from '@/lib/server/commands/require-message'
import { updateMessage } from '@/lib/server/commands/update-message'
import { resource, route } from '@/lib/server/route'

const get = route(getMessageOperation, ({ services, actor, params, query }) =>
  requireMessage(services, actor, params.id, { thread: query.thread_id }),
)

const patch = route(updateMessageOperation, async ({ services, actor, params, query, body }) => {
  const message = await requireMessage(services, actor, params.id, {
    thread: query.thread_id,
    action: 'chat',
  })
  return updateMessage(services, actor, { message, body })
})

const remove = route(deleteMessageOperation, async ({ services, actor, params, query }) => {
  const message = await requireMessage(services, actor, params.id, {
    thread: query.thread_id,
    action: 'chat',
  })
  await deleteMessage(services, message)
  return new Response(null, { status: 204 })
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get, patch, remove)
