import { deleteMessage } from '@/lib/server/commands/delete-message'
import { requireMessage } from '@/lib/server/commands/require-message'
import { rowParams } from '@/lib/server/http/path-params'
import { route } from '@/lib/server/route'

export const GET = route({ params: rowParams }, ({ services, actor, params }) =>
  requireMessage(services, actor, params.id),
)

export const DELETE = route({ params: rowParams }, async ({ services, actor, params }) => {
  await deleteMessage(services, actor, params.id)
  return new Response(null, { status: 204 })
})
