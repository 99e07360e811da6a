import {
  deleteMessageOperation,
  getMessageOperation,
  updateMessageOperation,
} from '@/lib/core/api/messages'
import { deleteMessage } from '@/lib/server/commands/delete-message'
import { requireMessage } from '@/lib/server/commands/require-message'
import { updateMessage } from '@/lib/server/commands/update-message'
import { route } from '@/lib/server/route'

export const GET = route(getMessageOperation, ({ services, actor, params, query }) =>
  requireMessage(services, actor, params.id, query.thread_id),
)

export const PATCH = route(
  updateMessageOperation,
  async ({ services, actor, params, query, body }) => {
    const message = await requireMessage(services, actor, params.id, query.thread_id)
    return updateMessage(services, actor, { message, body })
  },
)

export const DELETE = route(deleteMessageOperation, async ({ services, actor, params, query }) => {
  const message = await requireMessage(services, actor, params.id, query.thread_id)
  await deleteMessage(services, message)
  return new Response(null, { status: 204 })
})
