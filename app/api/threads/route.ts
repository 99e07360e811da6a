import { createThreadSchema, listThreadsSchema } from '@/lib/core/thread/thread'
import { createThread } from '@/lib/server/commands/create-thread'
import { listThreads } from '@/lib/server/commands/list-threads'
import { route } from '@/lib/server/route'

export const GET = route({ query: listThreadsSchema }, ({ services, actor, query }) =>
  listThreads(services, actor, query),
)

export const POST = route({ body: createThreadSchema }, async ({ services, actor, body }) =>
  Response.json(await createThread(services, actor, body), { status: 201 }),
)
