import { removeVoteOperation, setVoteOperation } from '@/lib/core/api/messages'
import { requireMessage } from '@/lib/server/commands/require-message'
import { setVote } from '@/lib/server/commands/set-vote'
import { route } from '@/lib/server/route'

export const PUT = route(setVoteOperation, async ({ services, actor, params, query, body }) => {
  const message = await requireMessage(services, actor, params.id, query.thread_id)
  return setVote(services, actor, { message, value: body.value })
})

export const DELETE = route(removeVoteOperation, async ({ services, actor, params, query }) => {
  const message = await requireMessage(services, actor, params.id, query.thread_id)
  await setVote(services, actor, { message, value: null })
  return new Response(null, { status: 204 })
})
