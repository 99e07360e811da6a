import { createMessageSchema, listMessagesSchema } from '@/lib/core/thread/message'
import { createMessage } from '@/lib/server/commands/create-message'
import { listMessages } from '@/lib/server/commands/list-messages'
import { idempotencyKey } from '@/lib/server/http/idempotency-key'
import { threadParams } from '@/lib/server/http/path-params'
import { route } from '@/lib/server/route'
import { turnResponse } from '@/lib/server/http/turn-response'

export const GET = route(
  { params: threadParams, query: listMessagesSchema },
  ({ services, actor, params, query }) => listMessages(services, actor, params.id, query),
)

export const POST = route(
  { params: threadParams, body: createMessageSchema },
  async ({ services, actor, params, body, headers }) => {
    const key = idempotencyKey(headers)
    const created = await createMessage(services, actor, { threadId: params.id, key, body })
    if (created.mode === 'stream') return turnResponse(created.log, created.threadId)
    if (created.mode === 'background') {
      const stream_url = `/api/threads/${created.message.thread_id}/messages/${created.message.id}/stream`
      return Response.json({ ...created.message, stream_url }, { status: 202 })
    }
    return Response.json(created.message, { status: 201 })
  },
)
