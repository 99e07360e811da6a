import { deleteFolderOperation, updateFolderOperation } from '@/lib/core/api/folders'
import { deleteFolder } from '@/lib/server/commands/delete-folder'
import { updateFolder } from '@/lib/server/commands/update-folder'
import { resource, route } from '@/lib/server/route'

const patch = route(updateFolderOperation, ({ services, actor, params, body }) =>
  updateFolder(services, actor, { id: params.id, input: body }),
)

const remove = route(deleteFolderOperation, async ({ services, actor, params }) => {
  await deleteFolder(services, actor, params.id)
  return new Response(null, { status: 204 })
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(patch, remove)
