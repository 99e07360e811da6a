import { removeVoteOperation, setVoteOperation } from '@/lib/core/api/messages'
import { requireMessage } from '@/lib/server/commands/require-message'
import { setVote } from '@/lib/server/commands/set-vote'
import { resource, route } from '@/lib/server/route'

const put = route(setVoteOperation, async ({ services, actor, params, query, body }) => {
  const message = await requireMessage(services, actor, params.id, {
    thread: query.thread_id,
    action: 'chat',
  })
  return setVote(services, actor, { message, value: body.value })
})

const remove = route(removeVoteOperation, async ({ services, actor, params, query }) => {
  const message = await requireMessage(services, actor, params.id, {
    thread: query.thread_id,
    action: 'chat',
  })
  await setVote(services, actor, { message, value: null })
  return new Response(null, { status: 204 })
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(put, remove)
