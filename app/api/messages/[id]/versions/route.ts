import { listMessageVersionsOperation } from '@/lib/core/api/messages'
import { listMessageVersions } from '@/lib/server/commands/list-message-versions'
import { requireMessage } from '@/lib/server/commands/require-message'
import { resource, route } from '@/lib/server/route'

const get = route(listMessageVersionsOperation, async ({ services, actor, params, query }) => {
  const message = await requireMessage(services, actor, params.id, { thread: query.thread_id })
  return listMessageVersions(services, message)
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get)
