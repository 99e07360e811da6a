import { previewContextOperation, previewLongDraftOperation } from '@/lib/core/api/context'
import { previewContext } from '@/lib/server/commands/preview-context'
import { route } from '@/lib/server/route'

export const GET = route(previewContextOperation, ({ services, actor, params, query }) =>
  previewContext(services, actor, { threadId: params.id, query }),
)

/** The same for a draft that is too long for an address; it changes nothing. */
export const POST = route(previewLongDraftOperation, ({ services, actor, params, body }) =>
  previewContext(services, actor, { threadId: params.id, query: body }),
)
