import { createThreadOperation, listThreadsOperation } from '@/lib/core/api/threads'
import { createThread } from '@/lib/server/commands/create-thread'
import { listThreads } from '@/lib/server/commands/list-threads'
import { route } from '@/lib/server/route'

export const GET = route(listThreadsOperation, ({ services, actor, query }) =>
  listThreads(services, actor, query),
)

export const POST = route(createThreadOperation, async ({ services, actor, body }) =>
  Response.json(await createThread(services, actor, body), { status: 201 }),
)
