import { createThreadOperation, listThreadsOperation } from '@/lib/core/api/threads'
import { createThread } from '@/lib/server/commands/create-thread'
import { listThreads } from '@/lib/server/commands/list-threads'
import { resource, route } from '@/lib/server/route'

const get = route(listThreadsOperation, ({ services, actor, query }) =>
  listThreads(services, actor, query),
)

const post = route(createThreadOperation, async ({ services, actor, body, headers }) =>
  Response.json(await createThread(services, actor, body, headers), { status: 201 }),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get, post)
