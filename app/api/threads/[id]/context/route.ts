import { previewContextSchema } from '@/lib/core/context/context'
import { previewContext } from '@/lib/server/commands/preview-context'
import { threadParams } from '@/lib/server/http/path-params'
import { route } from '@/lib/server/route'

export const GET = route(
  { params: threadParams, query: previewContextSchema },
  ({ services, actor, params, query }) =>
    previewContext(services, actor, { threadId: params.id, query }),
)

/** The same for a draft that is too long for an address; it changes nothing. */
export const POST = route(
  { params: threadParams, body: previewContextSchema },
  ({ services, actor, params, body }) =>
    previewContext(services, actor, { threadId: params.id, query: body }),
)
