import { createFolderOperation, listFoldersOperation } from '@/lib/core/api/folders'
import { createFolder } from '@/lib/server/commands/create-folder'
import { listFolders } from '@/lib/server/commands/list-folders'
import { resource, route } from '@/lib/server/route'

const get = route(listFoldersOperation, ({ services, actor }) => listFolders(services, actor))

const post = route(createFolderOperation, async ({ services, actor, body }) =>
  Response.json(await createFolder(services, actor, body), { status: 201 }),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get, post)
