import { changeThreadsOperation } from '@/lib/core/api/threads'
import { changeThreads } from '@/lib/server/commands/change-threads'
import { resource, route } from '@/lib/server/route'

const post = route(changeThreadsOperation, ({ services, actor, body }) =>
  changeThreads(services, actor, body),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(post)
