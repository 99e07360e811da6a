import { createFileOperation } from '@/lib/core/api/files'
import { createFile } from '@/lib/server/commands/create-file'
import { resource, route } from '@/lib/server/route'

const post = route(createFileOperation, async ({ services, actor, query, request }) =>
  Response.json(await createFile(services, actor, { name: query.name, request }), { status: 201 }),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(post)
