import { endSessionsOperation, listSessionsOperation } from '@/lib/core/api/people'
import { endSessions } from '@/lib/server/commands/end-sessions'
import { listSessions } from '@/lib/server/commands/list-sessions'
import { resource, route } from '@/lib/server/route'

const get = route(listSessionsOperation, ({ services, actor }) => listSessions(services, actor))

const remove = route(endSessionsOperation, async ({ services, actor, headers }) => {
  await endSessions(services, actor, headers)
  return new Response(null, { status: 204 })
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get, remove)
