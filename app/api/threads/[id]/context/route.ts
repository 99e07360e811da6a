import { previewContextOperation, previewLongDraftOperation } from '@/lib/core/api/context'
import { previewContext } from '@/lib/server/commands/preview-context'
import { resource, route } from '@/lib/server/route'

const get = route(previewContextOperation, ({ services, actor, params, query }) =>
  previewContext(services, actor, { threadId: params.id, query }),
)

/** The same for a draft that is too long for an address; it changes nothing. */
const post = route(previewLongDraftOperation, ({ services, actor, params, body }) =>
  previewContext(services, actor, { threadId: params.id, query: body }),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get, post)
