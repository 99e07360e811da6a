import { exportThreadOperation } from '@/lib/core/api/transfer'
import { exportThread } from '@/lib/server/commands/export-thread'
import { resource, route } from '@/lib/server/route'
import { fileResponse } from '@/lib/server/transfer/file-response'

const get = route(exportThreadOperation, async ({ services, actor, params, query }) =>
  fileResponse(await exportThread(services, actor, { id: params.id, format: query.format })),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get)
