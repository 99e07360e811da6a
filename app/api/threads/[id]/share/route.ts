import { deleteShareOperation, getShareOperation, putShareOperation } from '@/lib/core/api/sharing'
import { deleteShare } from '@/lib/server/commands/delete-share'
import { getShare } from '@/lib/server/commands/get-share'
import { putShare } from '@/lib/server/commands/put-share'
import { resource, route } from '@/lib/server/route'

const get = route(getShareOperation, ({ services, actor, params }) =>
  getShare(services, actor, params.id),
)

const put = route(putShareOperation, ({ services, actor, params, body, headers }) =>
  putShare(services, actor, { id: params.id, settings: body, headers }),
)

const remove = route(deleteShareOperation, async ({ services, actor, params, headers }) => {
  await deleteShare(services, actor, { id: params.id, headers })
  return new Response(null, { status: 204 })
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get, put, remove)
