import { getThumbnailOperation } from '@/lib/core/api/files'
import { requireFile } from '@/lib/server/commands/require-file'
import { storedFileResponse } from '@/lib/server/files/stored-file-response'
import { resource, route } from '@/lib/server/route'

const get = route(getThumbnailOperation, async ({ services, actor, params, headers }) => {
  const file = await requireFile(services, actor, params.id)
  return storedFileResponse(services, file, { asked: headers, isThumbnail: true })
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get)
