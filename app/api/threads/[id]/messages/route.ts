import { createMessageOperation, listMessagesOperation } from '@/lib/core/api/messages'
import { createMessage } from '@/lib/server/commands/create-message'
import { listMessages } from '@/lib/server/commands/list-messages'
import { idempotencyKey } from '@/lib/server/http/idempotency-key'
import { resource, route } from '@/lib/server/route'
import { streamProtocol, turnResponse } from '@/lib/server/http/turn-response'

const get = route(listMessagesOperation, ({ services, actor, params, query }) =>
  listMessages(services, actor, params.id, query),
)

const post = route(
  createMessageOperation,
  async ({ services, actor, params, query, body, headers, requestId }) => {
    const key = idempotencyKey(headers)
    const asked = { threadId: params.id, key, requestId, body }
    const created = await createMessage(services, actor, asked)
    if (created.mode === 'stream') {
      const { log, threadId } = created
      return turnResponse(log, { threadId, protocol: streamProtocol(headers, query) })
    }
    if (created.mode === 'background') {
      const stream_url = `/api/threads/${created.message.thread_id}/messages/${created.message.id}/stream`
      return Response.json({ ...created.message, stream_url }, { status: 202 })
    }
    return Response.json(created.message, { status: 201 })
  },
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get, post)
