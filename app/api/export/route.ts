import { exportThreadsOperation } from '@/lib/core/api/transfer'
import { exportThreads } from '@/lib/server/commands/export-threads'
import { resource, route } from '@/lib/server/route'
import { fileResponse } from '@/lib/server/transfer/file-response'

const get = route(exportThreadsOperation, async ({ services, actor, query }) =>
  fileResponse(await exportThreads(services, actor, query)),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get)
