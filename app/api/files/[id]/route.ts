import { deleteFileOperation, getFileOperation } from '@/lib/core/api/files'
import { deleteFile } from '@/lib/server/commands/delete-file'
import { requireFile } from '@/lib/server/commands/require-file'
import { storedFileResponse } from '@/lib/server/files/stored-file-response'
import { resource, route } from '@/lib/server/route'

const get = route(getFileOperation, async ({ services, actor, params, headers }) => {
  const file = await requireFile(services, actor, params.id)
  return storedFileResponse(services, file, { asked: headers, isThumbnail: false })
})

const remove = route(deleteFileOperation, async ({ services, actor, params }) => {
  await deleteFile(services, actor, params.id)
  return new Response(null, { status: 204 })
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get, remove)
